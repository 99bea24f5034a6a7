"""Tells a ticket that an action its agent asked for is done; trouble arrives there by itself."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.utils import translation
from django.utils.translation import gettext as _

from integrations import delivery_words
from integrations.desk.acting import STEP
from integrations.desk.models import Author, Message, Ticket
from integrations.digests import digest
from integrations.models import Delivery, State
from selfservice.tenancy.scope import within


def tell(delivery: Delivery, **_sent: Any) -> None:
    """May be called again: the message's key lets it be said once."""
    if not delivery.step.startswith(STEP) or delivery.state != State.DONE:
        return
    with within(delivery.shop), translation.override(delivery.shop.default_language):
        ticket = Ticket.objects.filter(pk=UUID(delivery.step.removeprefix(STEP))).first()
        if ticket is None:
            return
        said = _("Done: %(action)s. Reference %(reference)s.")
        reference = (delivery.result or {}).get("reference", "")
        body = said % {"action": delivery_words.action(delivery), "reference": reference}
        made = {"shop": ticket.shop, "ticket": ticket, "author": Author.NOTE, "body": body}
        Message.objects.get_or_create(key=digest("acted", delivery.key), defaults=made)
