"""Which addresses may be called, as far as the address itself tells."""

from __future__ import annotations

import re
from ipaddress import ip_address

import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from integrations.errors import Misconfigured
from integrations.http.networks import Address, is_near, is_public

PORTS = frozenset({443, 8443})
LONGEST = 2000  # characters
DEFAULT_PORTS = {"https": 443, "http": 80}

_AUTHORITY = re.compile(r"[a-z]+://([^/?#]*)", re.IGNORECASE)
_LABEL = r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?"
_NAME = re.compile(rf"{_LABEL}(\.{_LABEL})*")
# Old ways of writing an IPv4 address, such as 127.1, 0x7f000001 or 2130706433.
_ENDS_IN_NUMBER = re.compile(r"(^|\.)(\d+|0x[0-9a-f]*)$")
_INSIDE = ("localhost", "local", "internal", "intranet", "lan", "home.arpa")


def checked(address: str) -> httpx.URL:
    """Raises Misconfigured, saying what to write instead. Looks no name up."""
    url = _parsed(address)
    fault = _fault(url)
    if fault:
        raise Misconfigured(fault)
    return url


def port_of(url: httpx.URL) -> int:
    return DEFAULT_PORTS[url.scheme] if url.port is None else url.port


def literal(host: str) -> Address | None:
    """None for a name."""
    try:
        return ip_address(host)
    except ValueError:
        return None


def may_be_called(address: Address) -> bool:
    return is_public(address) or (settings.ALLOW_PRIVATE_TARGETS and is_near(address))


def not_outside(host: str) -> str:
    return _("%(host)s is not an address of the open internet: enter another.") % {"host": host}


def _parsed(address: str) -> httpx.URL:
    authority = _AUTHORITY.match(address)
    odd = any(each <= " " or each in "\\\x7f" for each in address)
    if authority is None or odd or len(address) > LONGEST:
        raise Misconfigured(_("Write the whole address, such as https://hooks.example.com/help."))
    if "@" in authority[1]:
        raise Misconfigured(_("Leave the name and password out of the address."))
    try:
        return httpx.URL(address)
    except (httpx.InvalidURL, ValueError) as error:
        raise Misconfigured(_("This address cannot be read: check how it is written.")) from error


def _fault(url: httpx.URL) -> str:
    """Empty if there is none."""
    near = settings.ALLOW_PRIVATE_TARGETS
    if url.scheme != "https" and not (near and url.scheme == "http"):
        return _("Begin the address with https://")
    if port_of(url) not in PORTS and not (near and 0 < port_of(url) < 65536):
        return _("Only the ports 443 and 8443 can be called: leave the port out.")
    return _fault_of_host(url.raw_host.decode("ascii"))


def _fault_of_host(host: str) -> str:
    number = literal(host)
    if number is not None:
        # A zone, as in fe80::1%eth0, names a network card of this machine.
        return "" if "%" not in host and may_be_called(number) else not_outside(host)
    if not _NAME.fullmatch(host) or len(host) > 253 or _ENDS_IN_NUMBER.search(host):
        return _("%(host)s is not the name of a server: check how it is written.") % {"host": host}
    is_inside = "." not in host or any(host.endswith(f".{each}") for each in _INSIDE)
    return not_outside(host) if is_inside and not settings.ALLOW_PRIVATE_TARGETS else ""
