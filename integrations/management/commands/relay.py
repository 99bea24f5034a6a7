"""Runs the relay: rings for deliveries that nobody has come for."""

from __future__ import annotations

import logging
import signal
import threading
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections

from integrations.sweep import Sweep

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
        sweep = Sweep()
        _look(sweep)
        while not options["once"] and not stopped.wait(options["interval"]):
            _look(sweep)


def _look(sweep: Sweep) -> None:
    """A database that is away for a moment ends one look, not the relay."""
    try:
        sweep.once()
    except DatabaseError as error:
        log.warning("The relay could not look: %s", type(error).__name__)
    finally:
        close_old_connections()
