"""A resolver that knows what a test tells it, and canaries that count who knocks."""

from __future__ import annotations

import ipaddress
import time
from collections.abc import Iterator
from contextlib import suppress

import pytest
from pytest_django.fixtures import Settings

from integrations.http import connecting, resolving, targets
from tests.integrations.http.loopback import OK, Server, sends, serving

Names = dict[str, list[str]]
PATIENCE_SECONDS = 120.0


@pytest.fixture
def near(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """The operator lets connectors call this machine, however busy it is."""
    settings.ALLOW_PRIVATE_TARGETS = True
    settings.CONNECTOR_DEADLINE_SECONDS = PATIENCE_SECONDS
    for limit in ("CONNECT_SECONDS", "READ_SECONDS"):
        monkeypatch.setattr(connecting, limit, PATIENCE_SECONDS)


class Clock:
    """Stands in for `time`: some of it passes at a test's word."""

    def __init__(self) -> None:
        self.passed = 0.0

    def monotonic(self) -> float:
        return time.monotonic() + self.passed

    def pass_by(self) -> None:
        self.passed += 2 * PATIENCE_SECONDS


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """The one that deadlines of calls look at."""
    clock = Clock()
    monkeypatch.setattr(connecting, "time", clock)
    return clock


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> Names:
    """What names lead to. Odd ways of writing a number are left to the system, which knows them."""
    known: Names = {}
    system = resolving.ask

    def ask(host: str, port: int) -> list[str]:
        if host in known:
            return known[host]
        if host.strip("0123456789abcdefx.") and not _is_number(host):
            raise OSError(f"{host} is unknown.")
        return system(host, port)

    monkeypatch.setattr(resolving, "ask", ask)
    return known


@pytest.fixture
def canaries(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Server]]:
    """On both loopback addresses; their port is one that may be called."""
    with serving(sends(OK)) as four, serving(sends(OK), host="::1", port=four.port) as six:
        monkeypatch.setattr(targets, "PORTS", targets.PORTS | {four.port})
        yield [four, six]


def _is_number(host: str) -> bool:
    with suppress(ValueError):
        return bool(ipaddress.ip_address(host))
    return False
