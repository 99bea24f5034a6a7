"""However slowly a mail server talks, the dialogue ends in time and says what came of it."""

from __future__ import annotations

import pytest
from pytest_django.fixtures import Settings

from integrations import mail_server
from integrations.connectors.email import Email
from integrations.errors import Silent, TryAgain
from tests.integrations.connectors.mail_server import DATA, END, SlowServer, slow_server
from tests.integrations.connectors.test_email import call, email

__all__ = ["email"]


def _use(server: SlowServer, settings: Settings, seconds: float = 60) -> None:
    settings.EMAIL_BACKEND = "integrations.mail_server.Backend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
    settings.EMAIL_USE_TLS = settings.EMAIL_USE_SSL = False
    settings.CONNECTOR_DEADLINE_SECONDS = seconds


def _stop_the_clock(server: SlowServer, monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands still, however busy the machine, and jumps when the server begins to dawdle."""
    monkeypatch.setattr(mail_server, "monotonic", lambda: 100.0 if server.reached.is_set() else 0.0)


@pytest.mark.parametrize("slow_at", [b"", b"EHLO", b"MAIL", b"RCPT", DATA])
def test_a_mail_that_was_not_asked_for_in_time_was_not_taken(
    email: Email, settings: Settings, monkeypatch: pytest.MonkeyPatch, slow_at: bytes
) -> None:
    with slow_server(slow_at) as server:
        _use(server, settings)
        _stop_the_clock(server, monkeypatch)
        with pytest.raises(TryAgain):
            email.send_email(call())
    assert server.taken == []


def test_a_mail_that_was_handed_over_may_have_been_taken(
    email: Email, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with slow_server(END) as server:
        _use(server, settings)
        _stop_the_clock(server, monkeypatch)
        with pytest.raises(Silent):
            email.send_email(call())
    assert b"Text" in server.taken


def test_a_slow_goodbye_takes_nothing_back(
    email: Email, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with slow_server(b"QUIT") as server:
        _use(server, settings)
        _stop_the_clock(server, monkeypatch)
        assert email.send_email(call()).reference
    assert b"Text" in server.taken


def test_the_deadline_is_of_the_whole_dialogue(email: Email, settings: Settings) -> None:
    with slow_server(b"") as server:
        _use(server, settings, seconds=0.2)
        with pytest.raises(TryAgain):
            email.send_email(call())


def test_the_shops_test_of_the_connection_ends_in_time_too(
    email: Email, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    with slow_server(b"") as server:
        _use(server, settings)
        _stop_the_clock(server, monkeypatch)
        with pytest.raises(TryAgain):
            email.test()


def test_a_long_mail_arrives_whole(email: Email, settings: Settings) -> None:
    with slow_server(b"nothing") as server:
        _use(server, settings)
        email.send_email(call(body="\n".join(["A line of many."] * 5000)))
    assert server.taken.count(b"A line of many.") == 5000


def test_a_reply_that_is_none_leaves_the_mails_fate_open(email: Email, settings: Settings) -> None:
    with slow_server(b"nothing") as server:
        server.codes[END] = b"what?"
        _use(server, settings)
        with pytest.raises(Silent):
            email.send_email(call())
