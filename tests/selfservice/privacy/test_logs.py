"""A log line tells what happened and about nobody."""

from __future__ import annotations

import logging
import sys

import pytest

from selfservice.privacy.logs import RedactingFormatter, redacted


def _line(message: str, *args: object, error: bool = False) -> str:
    trace = sys.exc_info() if error else None
    record = logging.LogRecord("flows", logging.ERROR, "x.py", 1, message, args, trace)
    return RedactingFormatter("%(levelname)s %(message)s").format(record)


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("to jana@shop.example now", "to [e-mail] now"),
        ("<jana.nova+x@shop.example>", "<[e-mail]>"),
        ("call +420 777 123 456.", "call [number]."),
        ("call 777-123-456", "call [number]"),
        ("card 4111 1111 1111 1111", "card [number]"),
        ("order 2024000123", "order [number]"),
        ("took 1234 ms, 200", "took 1234 ms, 200"),
        (f"Gone: /help/t/{'a-Z_0' * 9}/", "Gone: /help/t/[secret]/"),
        (f"Gone: /help/r/{'a-Z_09' * 4}/", "Gone: /help/r/[secret]/"),
        (f"Oops: /password/MQ/d3abcz-{'a1b2' * 8}/", "Oops: /password/MQ/[secret]/"),
        ("Not Found: /help/demo/where-is-my-order/", "Not Found: /help/demo/where-is-my-order/"),
    ],
)
def test_addresses_and_long_numbers_are_left_out(said: str, kept: str) -> None:
    assert redacted(said) == kept


def test_a_long_record_keeps_its_beginning_and_its_end() -> None:
    secret = f"/help/t/{'a' * 43}/"
    line = _line("Gone: %s of %s at %s", "x" * 2_000, secret, "y" * 2_000 + " jana@a.cz")
    assert line == "ERROR Gone: ... [e-mail]"
    assert "aaa" not in _line("%s %s %s", "x" * 1_970, secret, "y " * 2_000)


def test_ids_and_instants_stay_readable() -> None:
    said = "2026-11-21 22:30:00,123 delivery 12345678-1234-1234-1234-123456789012 done"
    assert redacted(said) == said


def test_a_value_cannot_forge_a_second_event() -> None:
    assert _line("name %s", "x\nERROR forged\r\x1b[31m\u2028y") == (
        "ERROR name x\\nERROR forged\\r\\x1b[31m\\u2028y"
    )


def test_a_traceback_is_one_redacted_line() -> None:
    try:
        raise ValueError("no mailbox jana@shop.example")
    except ValueError:
        line = _line("failed", error=True)
    assert "\n" not in line
    assert "ValueError: no mailbox [e-mail]" in line
