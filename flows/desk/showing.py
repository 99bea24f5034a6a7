"""What the ticket's page shows, whichever button led there."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from flows.builder.words import language_words
from flows.desk.actions import actions_of, deliveries_of, is_moving
from flows.desk.composing import box_for
from flows.desk.conversation import Conversation, conversation_of
from flows.desk.drafts import Draft
from flows.desk.known import groups_of
from flows.desk.onward import beside
from flows.desk.order_card import card_of, number_asked
from flows.desk.orders import numbers_in
from flows.desk.waiting import moment_words, wait_of
from flows.models import Session
from integrations.desk.models import Status, Ticket
from selfservice.privacy import audit
from selfservice.tenancy.access import may, person_of, shop_of
from selfservice.tenancy.framing import framed
from selfservice.tenancy.models import Member, User
from selfservice.tenancy.roles import TABLE, Action


@dataclass(frozen=True, slots=True)
class Shown:
    """What differs from request to request: the text being written, and why it was not sent."""

    draft: Draft = field(default_factory=Draft)
    refusal: str = ""


def ticket_page(
    request: HttpRequest, ticket: Ticket, shown: Shown | None = None, status: int = 200
) -> HttpResponse:
    """Opening it is reading personal data, so it is audited."""
    shown, agent = shown or Shown(), person_of(request)
    audit.record(shop_of(request), agent, "ticket.read", ticket)
    conversation = conversation_of(ticket)
    context = {
        "ticket": ticket,
        "is_closed": ticket.status == Status.CLOSED,
        "is_mine": ticket.assignee_id == agent.pk,
        "wait": wait_of(ticket.waiting_since),
        "opened": moment_words(ticket.created),
        "has_session": _has_session(ticket),
        "may_erase": may(request, Action.ERASE_DATA),
        "language": language_words(ticket.language) if ticket.language else "",
        "conversation": conversation,
        "box": box_for(ticket, agent, shown.draft),
        "refusal": shown.refusal,
        "groups": groups_of(ticket),
        "colleagues": colleagues(),
        "beside": beside(ticket, agent),
        **actions_context(request, ticket),
        **_order(request, ticket, conversation),
    }
    return framed(request, "desk/ticket.html", str(ticket), context, status)


def actions_context(request: HttpRequest, ticket: Ticket) -> dict[str, Any]:
    deliveries = deliveries_of(ticket)
    may_decide = may(request, Action.APPROVE_DELIVERIES)
    return {
        "ticket": ticket,
        "actions": actions_of(deliveries, may_decide),
        "is_moving": is_moving(deliveries),
    }


def kept(draft: Draft, refusal: object) -> Shown:
    return Shown(draft, str(refusal))


def colleagues() -> QuerySet[User]:
    """Those who may be given a ticket, within the shop's scope."""
    roles = [role.value for role in TABLE[Action.WORK_TICKETS]]
    members = Member.objects.filter(role__in=roles)
    people = User.objects.filter(is_active=True, pk__in=members.values("user"))
    return people.order_by("first_name", "email")


def _has_session(ticket: Ticket) -> bool:
    """A session is kept for less long than the ticket that came of it."""
    return ticket.session is not None and Session.objects.filter(pk=ticket.session).exists()


def _order(request: HttpRequest, ticket: Ticket, conversation: Conversation) -> dict[str, Any]:
    """Read at once only for browsers that cannot fetch it afterwards: a vendor may be slow."""
    numbers = numbers_in(conversation.cases)
    number = number_asked(request) or next(iter(numbers), "")
    now = "now" in request.GET and number
    card = card_of(request, ticket, number, conversation.cases) if now else None
    return {"order_number": number, "order_numbers": numbers, "card": card}
