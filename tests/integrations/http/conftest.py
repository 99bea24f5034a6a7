"""A resolver that knows what a test tells it, and canaries that count who knocks."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterator
from contextlib import suppress

import pytest
from pytest_django.fixtures import Settings

from integrations.http import resolving, targets
from tests.integrations.http.loopback import OK, Server, sends, serving

Names = dict[str, list[str]]


@pytest.fixture
def near(settings: Settings) -> None:
    """The operator lets connectors call this machine."""
    settings.ALLOW_PRIVATE_TARGETS = True


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
