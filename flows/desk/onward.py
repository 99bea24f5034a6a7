"""Where an agent goes from a ticket: along the queue, and on to who waits longest."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from integrations.desk.models import Ticket
from integrations.desk.queue import queue
from selfservice.tenancy.access import person_of
from selfservice.tenancy.models import User

TOP = "#desk"  # where it is said what was done; a browser would stay at the box otherwise


@dataclass(frozen=True, slots=True)
class Beside:
    """The neighbours among those that wait and are nobody else's; after the last, the first."""

    before: Ticket | None
    after: Ticket | None


def beside(ticket: Ticket, agent: User) -> Beside:
    waiting, since = _waiting(ticket, agent), ticket.waiting_since
    if since is None:
        return Beside(None, waiting.first())
    before = waiting.filter(waiting_since__lt=since).last()
    after = waiting.filter(waiting_since__gt=since).first() or waiting.first()
    return Beside(before, None if after == before else after)


def done_with(request: HttpRequest, ticket: Ticket, said: str) -> HttpResponse:
    """On to who waits longest, with a way back; to the queue where nobody waits."""
    following = _waiting(ticket, person_of(request)).first()
    words = _("%(said)s This is the next one that waits.") % {"said": said} if following else said
    messages.success(request, _with_way_back(words, ticket))
    if following is None:
        return redirect("admin:desk")
    return redirect(reverse("admin:desk_ticket", args=[following.number]) + TOP)


def _with_way_back(words: str, ticket: Ticket) -> str:
    address = reverse("admin:desk_ticket", args=[ticket.number])
    back = _("Back to #%(number)s") % {"number": ticket.number}
    return format_html('{} <a class="d-link" href="{}">{}</a>', words, address, back)


def _waiting(ticket: Ticket, agent: User) -> QuerySet[Ticket]:
    waiting = queue("all", agent).filter(waiting_since__isnull=False).exclude(pk=ticket.pk)
    return waiting.filter(assignee=agent) | waiting.filter(assignee=None)
