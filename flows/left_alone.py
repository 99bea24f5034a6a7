"""Masks the deliveries whose session and ticket have gone with age, as if they were erased."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef

from flows.models import Session
from integrations import erasing
from integrations.desk.models import Ticket
from integrations.models import Delivery


def mask_left_alone(**_sent: Any) -> None:
    """Call it across shops. What is not over yet is masked in the night after it is."""
    session = Session.objects.filter(pk=OuterRef("session"))
    ticket = Ticket.objects.filter(pk=OuterRef("ticket"))
    of_session = Ticket.objects.filter(session=OuterRef("session"))
    alone = Delivery.objects.filter(~Exists(session), ~Exists(ticket), ~Exists(of_session))
    erasing.mask_over(alone)
