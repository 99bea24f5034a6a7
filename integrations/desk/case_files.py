"""Reads the case files that came with a ticket: what was said, known and attached."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from integrations.desk.models import Message, Ticket


def newest_case(ticket: Ticket) -> Mapping[str, Any]:
    """As it stood when the last news of the session came."""
    later = Message.objects.filter(ticket=ticket, case__isnull=False).order_by("-at").first()
    return dict((later.case if later else ticket.case) or {})


def transcript_of(ticket: Ticket) -> list[Mapping[str, Any]]:
    lines = newest_case(ticket).get("transcript") or []
    return [line for line in lines if isinstance(line, Mapping)]


def cases_of(ticket: Ticket) -> list[Mapping[str, Any]]:
    """The one that opened the ticket, and those that came with later news."""
    later = Message.objects.filter(ticket=ticket, case__isnull=False).order_by("at", "pk")
    return [ticket.case, *(each.case for each in later)]


def files_of(ticket: Ticket) -> list[str]:
    """The ids of every file that came with the case, with later news, or in a message."""
    messages = Message.objects.filter(ticket=ticket).order_by("at", "pk")
    ids = list(attached(ticket.case))
    for each in messages:
        ids += [*attached(each.case), *each.files]
    return list(dict.fromkeys(ids))


def attached(case: Mapping[str, Any] | None) -> list[str]:
    return [str(each["id"]) for each in (case or {}).get("files") or [] if each.get("id")]
