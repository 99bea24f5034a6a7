"""Keeps the mail of a demo installation in the database, where /demo/mail/ shows it."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from integrations.demo_shop.models import DemoMail

KEPT = 500


class MailboxBackend(BaseEmailBackend):
    """Django's e-mail backend when DEMO is set: nothing leaves the machine."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        for message in email_messages:
            DemoMail.objects.create(
                sender=message.from_email,
                recipients=", ".join(message.recipients()),
                subject=str(message.subject),
                body=str(message.body),
                reference=str(message.extra_headers.get("Message-ID", "")),
            )
        _thin()
        return len(email_messages)


def _thin() -> None:
    oldest_kept = DemoMail.objects.order_by("-at").values_list("at", flat=True)[KEPT : KEPT + 1]
    for at in oldest_kept:
        DemoMail.objects.filter(at__lte=at).delete()
