"""Formats log events: one line each, without people's addresses and numbers."""

from __future__ import annotations

import logging
import re

# Alternatives are tried in order: what must stay readable comes before what must not.
_SENSITIVE = re.compile(
    r"(?P<keep>\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"
    r"|\b\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d:\d\d(?:[.,]\d+)?)?)"
    r"|(?P<email>[^\s@<>\"'(),;:=/]+@[^\s@<>\"'(),;:/]+)"
    r"|(?P<digits>\+?\d(?:[ ./-]?\d){6,})",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def redacted(text: str) -> str:
    return _SENSITIVE.sub(_replacement, text)


def _replacement(found: re.Match[str]) -> str:
    if found["keep"]:
        return found["keep"]
    return "[e-mail]" if found["email"] else "[number]"


def one_line(text: str) -> str:
    """Control characters become visible escapes, so that no value can forge a second event."""
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], text)


class RedactingFormatter(logging.Formatter):
    """Covers the message, its arguments and a traceback alike, because it works on the result."""

    def format(self, record: logging.LogRecord) -> str:
        return one_line(redacted(super().format(record)))
