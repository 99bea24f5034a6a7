"""Serves pages and API with waitress, which buffers slow clients instead of waiting for them."""

from __future__ import annotations

import signal
import socket
import time
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from waitress import create_server, wasyncore
from waitress.server import TcpWSGIServer

from selfservice.listening import bound
from selfservice.wsgi import application

THREADS = 8
CONNECTION_LIMIT = 1000
LARGEST_BODY = 64 * 1024 * 1024  # five files, and more, so that the page can say it is too much
LARGEST_HEADER = 32 * 1024
DRAIN_SECONDS = 15.0
POLL_SECONDS = 0.5


class Command(BaseCommand):
    help = "Serves pages and API on HOST and PORT."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--fd", type=int, action="append", help="a socket already bound")

    def handle(self, *, fd: list[int] | None, **_options: Any) -> None:
        sockets = [socket.socket(fileno=each) for each in fd or []]
        serve_until_term(sockets or bound(settings.HOST, settings.PORT))


def serve_until_term(sockets: list[socket.socket]) -> None:
    """Answers until SIGTERM or SIGINT, then finishes the answers under way."""
    asked_to_stop: list[int] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda got, _frame: asked_to_stop.append(got))
    channels: dict[int, Any] = {}
    server = create_server(
        application,
        map=channels,
        sockets=sockets,
        threads=THREADS,
        connection_limit=CONNECTION_LIMIT,
        max_request_header_size=LARGEST_HEADER,
        max_request_body_size=LARGEST_BODY,
        ident=None,
        clear_untrusted_proxy_headers=not settings.TRUSTED_PROXIES,
    )
    while not asked_to_stop:
        wasyncore.loop(timeout=POLL_SECONDS, use_poll=True, map=channels, count=1)
    _drain(channels)
    server.task_dispatcher.shutdown()


def _drain(channels: dict[int, Any]) -> None:
    for channel in [each for each in channels.values() if isinstance(each, TcpWSGIServer)]:
        channel.close()
    deadline = time.monotonic() + DRAIN_SECONDS
    while any(map(_under_way, list(channels.values()))) and time.monotonic() < deadline:
        wasyncore.loop(timeout=POLL_SECONDS, use_poll=True, map=channels, count=1)


def _under_way(channel: Any) -> bool:
    """Whether a request was read and its answer is not yet sent; triggers are never."""
    return bool(getattr(channel, "requests", None) or getattr(channel, "total_outbufs_len", 0))
