"""Looks a name up once, in time, and gives back only addresses that may be called."""

from __future__ import annotations

import socket
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from django.utils.translation import gettext as _

from integrations.errors import Misconfigured, TryAgain
from integrations.http.networks import Address
from integrations.http.targets import checked, literal, may_be_called, not_outside, port_of

MOST = 4  # addresses of one name that are tried
RESOLVE_SECONDS = 3.0

# The system's own look-up knows no deadline, so somebody else waits for it.
_pool = ThreadPoolExecutor(max_workers=8, thread_name_prefix="resolver")


def ask(host: str, port: int) -> list[str]:
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(address[0]) for *_kind, address in found]


def resolved(host: str, port: int, seconds: float) -> list[Address]:
    """One bad address among them makes all of them bad: raises Misconfigured, or TryAgain where
    no answer came."""
    number = literal(host)
    addresses = [number] if number is not None else _looked_up(host, port, seconds)
    if not all(map(may_be_called, addresses)):
        raise Misconfigured(not_outside(host))
    return addresses[:MOST]


def make_sure_of(address: str) -> None:
    """Raises Misconfigured for one that may not be called. An unknown name passes: it may not be
    there yet, and is looked up again before each call."""
    url = checked(address)
    with suppress(TryAgain):
        resolved(url.raw_host.decode("ascii"), port_of(url), RESOLVE_SECONDS)


def _looked_up(host: str, port: int, seconds: float) -> list[Address]:
    future = _pool.submit(ask, host, port)
    try:
        found = [literal(each) for each in dict.fromkeys(future.result(timeout=seconds))]
    except (OSError, UnicodeError) as error:  # no answer in time is an OSError too
        future.cancel()
        raise TryAgain(_unknown(host)) from error
    addresses = [each for each in found if each is not None]
    if not addresses:
        raise TryAgain(_unknown(host))
    return addresses


def _unknown(host: str) -> str:
    return _("The name %(host)s cannot be found at the moment.") % {"host": host}
