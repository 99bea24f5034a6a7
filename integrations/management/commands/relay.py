"""Runs the relay: rings for deliveries that nobody has come for."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from integrations.delivery.carrying_out import carry_out
from integrations.delivery.sweep import Sweep

THREADS = 4  # one hung vendor must not keep the relay from looking
log = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Finds deliveries that are due and rings for them. Several relays at once are safe."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--interval", type=float, default=1.0, help="seconds between looks")
        parser.add_argument("--once", action="store_true", help="look once and end")

    def handle(self, *_args: Any, **options: Any) -> None:
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_received: stopped.set())
        with ThreadPoolExecutor(THREADS, thread_name_prefix="relay") as pool:
            sweep = Sweep(lambda delivery_id: pool.submit(_carry_out, delivery_id))
            _look(sweep)
            while not options["once"] and not stopped.wait(options["interval"]):
                _look(sweep)


def _carry_out(delivery_id: UUID) -> None:
    try:
        carry_out(delivery_id)
    except Exception as error:
        log.error("Delivery %s waits: %s", delivery_id, type(error).__name__)
    finally:
        close_old_connections()


def _look(sweep: Sweep) -> None:
    """Whatever happens, a database that is away for a moment say, ends one look, not the relay."""
    try:
        sweep.once()
    except Exception as error:
        log.error("The relay could not look: %s", type(error).__name__)
    finally:
        close_old_connections()
