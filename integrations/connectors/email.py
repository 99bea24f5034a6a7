"""E-mail: one message through the installation's outgoing mail server."""

from __future__ import annotations

import hashlib
import smtplib
from typing import ClassVar

from django import forms
from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.message import BadHeaderError
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from integrations.capabilities import Call
from integrations.connectors.base import Connector
from integrations.errors import ConnectorError, Misconfigured, Refused, Silent, TryAgain
from integrations.values import Receipt


class EmailSettings(forms.Form):
    sender = forms.EmailField(
        label=_("Sender"),
        required=False,
        help_text=_("An address of your own domain; empty means the installation's."),
    )
    reply_to = forms.EmailField(label=_("Answers go to"), required=False)


class Email(Connector):
    """A mail server keeps no keys, so a message whose fate is unknown is left to a person."""

    label: ClassVar[str | Promise] = _("E-mail")
    settings_form = EmailSettings

    def send_email(self, call: Call) -> Receipt:
        reference = self._reference(call.key)
        try:
            mail = self._message(call, reference)
            mail.message()
        except (BadHeaderError, ValueError) as error:
            raise Refused(
                gettext("The address or subject cannot be sent."), "bad_message"
            ) from error
        server = get_connection(timeout=settings.CONNECTOR_DEADLINE_SECONDS)
        _reach(server)
        try:
            server.send_messages([mail])
        except (smtplib.SMTPException, OSError) as error:
            raise _named(error, _may_have_taken(server)) from error
        finally:
            _leave(server)
        return Receipt(reference=reference)

    def test(self) -> str:
        server = get_connection(timeout=5)
        _reach(server)
        _leave(server)
        return gettext("The mail server answered.")

    def _message(self, call: Call, reference: str) -> EmailMessage:
        reply_to = self.connection.settings.get("reply_to")
        return EmailMessage(
            subject=str(call.arguments["subject"]),
            body=str(call.arguments["body"]),
            from_email=self.connection.settings.get("sender") or settings.DEFAULT_FROM_EMAIL,
            to=[str(call.arguments["to"])],
            reply_to=[reply_to] if reply_to else None,
            headers={"Message-ID": reference, "Auto-Submitted": "auto-generated"},
        )

    def _reference(self, key: str) -> str:
        """The same on every attempt, so that a receiver can drop a repetition."""
        host = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2]
        return f"<{hashlib.sha256(key.encode()).hexdigest()[:32]}@{host}>"


def _reach(server: object) -> None:
    """Before anything is handed over, any failure means that nothing happened."""
    try:
        _open(server)
    except smtplib.SMTPAuthenticationError as error:
        raise Misconfigured(gettext("The mail server refuses our name or password.")) from error
    except (smtplib.SMTPException, OSError) as error:
        raise TryAgain(gettext("The mail server cannot be reached.")) from error


def _open(server: object) -> None:
    try:
        server.open()  # type: ignore[attr-defined]
    except BaseException:
        _leave(server)
        raise


def _leave(server: object) -> None:
    try:
        server.close()  # type: ignore[attr-defined]
    except (smtplib.SMTPException, OSError):
        return  # the message is away already


def _may_have_taken(server: object) -> bool:
    """Only our own dialogue knows how far it came."""
    return bool(getattr(getattr(server, "connection", None), "taking", True))


def _named(error: Exception, may_be_taken: bool) -> ConnectorError:
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        codes = [code for code, _text in error.recipients.values()]
        if all(code >= 500 for code in codes):
            return Refused(gettext("The mail server refuses this address."), "bad_address")
        return TryAgain(gettext("The mail server asks for patience."))
    code = error.smtp_code if isinstance(error, smtplib.SMTPResponseException) else 0
    if code >= 500:
        return Refused(gettext("The mail server refuses the message."), str(code))
    if code >= 400:
        return TryAgain(gettext("The mail server asks for patience."))
    if may_be_taken or isinstance(error, smtplib.SMTPDataError):
        return Silent(gettext("The mail server went silent while taking the message."))
    return TryAgain(gettext("The mail server went silent before it took the message."))
