"""Formats log events: one line each, without people's addresses, numbers and secret links."""

from __future__ import annotations

import logging
import re

# Alternatives are tried in order: what must stay readable comes before what must not.
_SENSITIVE = re.compile(
    r"(?P<keep>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    r"|\b\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?)?)"
    r"|(?P<secret>(?<=/)[\w-]{39,}|(?<=/r/)[\w-]{20,})"  # what lets an address's reader in
    # Bounded, as addresses are: what is logged may be as long as a stranger likes.
    r"|(?P<email>[^\s@<>\"'(),;:=/]{1,64}@[^\s@<>\"'(),;:/]{1,255})"
    r"|(?P<digits>\+?\d(?:[ ./-]?\d){6,})",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")
LONGEST = 4_000  # characters of a line


def redacted(text: str) -> str:
    return _SENSITIVE.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    if found["keep"]:
        return found["keep"]
    names = {"email": "[e-mail]", "secret": "[secret]", "digits": "[number]"}
    return names[str(found.lastgroup)]


def one_line(text: str) -> str:
    """Control characters become visible escapes, so that no value can forge a second event."""
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


def shortened(text: str) -> str:
    """Without the middle of a long text; cut at spaces, so that no address is left in part."""
    if len(text) <= LONGEST:
        return text
    half = LONGEST // 2
    return f"{text[:half].rpartition(' ')[0]} ... {text[-half:].partition(' ')[2]}"


class RedactingFormatter(logging.Formatter):
    """Covers the message, its arguments and a traceback alike, because it works on the result."""

    def format(self, record: logging.LogRecord) -> str:
        return one_line(redacted(shortened(super().format(record))))
