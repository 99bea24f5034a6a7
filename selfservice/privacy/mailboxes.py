"""Names a mailbox for budgets: one name, however many ways its address can be written."""

from __future__ import annotations

from contextlib import suppress

from django.utils.encoding import punycode

_DOTS_DO_NOT_COUNT = {"gmail.com": "gmail.com", "googlemail.com": "gmail.com"}


def mailbox_key(address: str) -> str:
    """For counting alone: never write to it, and never take two of the same for one person."""
    name, _at, host = address.strip().casefold().rpartition("@")
    with suppress(UnicodeError):
        host = punycode(host)  # full-width and invisible characters lead to the same host
    name = name.partition("+")[0] or name
    if host in _DOTS_DO_NOT_COUNT:
        name, host = name.replace(".", ""), _DOTS_DO_NOT_COUNT[host]
    return f"{name}@{host}"
