"""Mail leaves once, says its key, and names every failure by what happens next."""

from __future__ import annotations

import smtplib

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from pytest_django.fixtures import Settings

from integrations import outbox
from integrations.capabilities import Call
from integrations.connectors import connect
from integrations.connectors.email import Email
from integrations.errors import Misconfigured, Refused, Silent, TryAgain
from integrations.models import Connection, State
from selfservice.tenancy.models import Shop
from tests.integrations.orders import carried_out, request, tickets

FAILURES: dict[str, Exception] = {}


class FailingBackend(EmailBackend):
    """Raises what the test asked for, where a real server would."""

    def open(self) -> bool:
        if "open" in FAILURES:
            raise FAILURES["open"]
        return True

    def send_messages(self, messages: object) -> int:
        raise FAILURES["send"]


@pytest.fixture
def email(demo: Shop) -> Email:
    connector = connect(Connection.objects.get(connector="email"))
    assert isinstance(connector, Email)
    return connector


def call(**changes: str) -> Call:
    arguments = {"to": "jane@example.com", "subject": "Hello", "body": "Text"} | changes
    return Call("key-1", arguments, {})


def test_a_mail_is_sent_with_a_reference_that_repeats(email: Email) -> None:
    receipts = {email.send_email(call()).reference for _time in range(2)}
    assert len(receipts) == 1
    assert mail.outbox[0].to == ["jane@example.com"]
    assert mail.outbox[0].message()["Message-ID"] in receipts


@pytest.mark.parametrize("field", ["subject", "to"])
def test_a_line_break_in_a_header_is_refused(email: Email, field: str) -> None:
    with pytest.raises(Refused):
        email.send_email(call(**{field: "a@example.com\nBcc: all@example.com"}))


@pytest.mark.parametrize(
    ("where", "error", "named"),
    [
        ("open", ConnectionRefusedError(), TryAgain),
        ("open", smtplib.SMTPAuthenticationError(535, b"no"), Misconfigured),
        ("send", smtplib.SMTPServerDisconnected(), Silent),
        ("send", TimeoutError(), Silent),
        ("send", smtplib.SMTPDataError(451, b"later"), TryAgain),
        ("send", smtplib.SMTPDataError(554, b"no"), Refused),
        ("send", smtplib.SMTPRecipientsRefused({"a": (550, b"no")}), Refused),
        ("send", smtplib.SMTPRecipientsRefused({"a": (450, b"later")}), TryAgain),
    ],
)
def test_failures_are_named_by_what_happens_next(
    email: Email, settings: Settings, where: str, error: Exception, named: type
) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    FAILURES.clear()
    FAILURES[where] = error
    with pytest.raises(named):
        email.send_email(call())


def test_a_mail_whose_fate_is_unknown_goes_to_a_person(demo: Shop, settings: Settings) -> None:
    settings.EMAIL_BACKEND = f"{__name__}.FailingBackend"
    FAILURES.clear()
    FAILURES["send"] = TimeoutError()
    sent = outbox.put(demo, request("send_email", to="a@b.cz", subject="s", body="b"))
    assert carried_out(sent).state == State.STUCK
    assert tickets(sent) == 1
