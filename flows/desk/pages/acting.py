"""Cancelling and refunding from a ticket: first in words what will happen, then at one press."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from flows.desk import order_words, refund_form
from flows.desk.access import opened
from flows.desk.order_card import number_asked, order_read
from flows.desk.orders import is_proven, whose
from flows.desk.refund_form import Refund
from integrations import delivery_words
from integrations.desk import acting, refunding
from integrations.desk.case_files import cases_of
from integrations.desk.models import Ticket
from integrations.lookups import OrderNow
from integrations.models import SETTLED, Autonomy, Delivery, State
from integrations.money_words import money_words
from integrations.not_possible import NotPossible
from integrations.values import Order
from selfservice.tenancy.access import need, person_of
from selfservice.tenancy.framing import framed
from selfservice.tenancy.roles import Action

READ_AND_POST = ["GET", "HEAD", "POST"]


@require_http_methods(READ_AND_POST)
def cancel(request: HttpRequest, number: int) -> HttpResponse:
    ticket, seen = _prepared(request, number)
    if seen.order is None:
        return _page(request, ticket, "cancel_order", seen, refusal=seen.sentence)
    try:
        acting.refuse_unless(seen.order, "cancel_order")
        if request.method != "POST":
            return _page(request, ticket, "cancel_order", seen)
        turn = _turn(request)
        delivery = acting.cancel_order(ticket, person_of(request), seen.order, turn)
    except NotPossible as error:
        return _page(request, ticket, "cancel_order", seen, refusal=str(error.sentence))
    return _asked(request, ticket, delivery)


@require_http_methods(READ_AND_POST)
def refund(request: HttpRequest, number: int) -> HttpResponse:
    """The first press shows the sum in words, the second one moves it."""
    ticket, seen = _prepared(request, number)
    if seen.order is None:
        return _page(request, ticket, "refund", seen, refusal=seen.sentence)
    left = refunding.left_of(ticket.shop, seen.order)
    proposed = refund_form.proposed(seen.order, left)
    if request.method != "POST":
        return _page(request, ticket, "refund", seen, proposed)
    given, turn = refund_form.asked(seen.order, left, request.POST), _turn(request)
    if "sure" in request.POST:
        known = refunding.asked_before(ticket, given.seen, turn)
        if known is not None:
            return _asked(request, ticket, known)
    if given.problem or given.wanted is None or "sure" not in request.POST:
        return _page(request, ticket, "refund", seen, given)
    try:
        by = person_of(request)
        delivery = refunding.refund(ticket, by, seen.order, given.wanted, turn, given.seen)
    except NotPossible as error:
        return _page(request, ticket, "refund", seen, proposed, refusal=str(error.sentence))
    return _asked(request, ticket, delivery)


def _prepared(request: HttpRequest, number: int) -> tuple[Ticket, OrderNow]:
    ticket = opened(request, number)
    need(request, Action.APPROVE_DELIVERIES)
    return ticket, order_read(request, ticket, number_asked(request), fresh=True)


def _page(
    request: HttpRequest,
    ticket: Ticket,
    kind: str,
    seen: OrderNow,
    given: Refund | None = None,
    refusal: str = "",
) -> HttpResponse:
    posted = request.method == "POST"
    problem = given.problem if given and posted else ""
    is_sure = posted and given is not None and given.money is not None
    context = {
        "ticket": ticket,
        "kind": kind,
        "turn": acting.turn_of(ticket, kind),
        "refusal": refusal,
        "given": given,
        "problem": problem,
        "is_sure_next": kind == "cancel_order" or is_sure,
        "by_hand": acting.autonomy_of(kind) is Autonomy.SUGGEST,
        **(_told(ticket, seen.order) if seen.order else {}),
        **(_left(ticket, seen.order) if seen.order and kind == "refund" else {}),
    }
    status = 422 if problem else 409 if refusal and posted else 200
    return framed(request, "desk/act.html", _TITLES[kind](), context, status)


def _told(ticket: Ticket, order: Order) -> dict[str, Any]:
    proven = any(is_proven(case, order.number) for case in cases_of(ticket))
    return {
        "order": order,
        "status": order_words.status_words(order),
        "payment": order_words.payment_words(order),
        "total": money_words(order.total),
        "whose": whose(order, ticket.contact, proven),
    }


def _left(ticket: Ticket, order: Order) -> dict[str, Any]:
    left = refunding.left_of(ticket.shop, order)
    return {
        "left": money_words(left.money),
        "left_plain": str(left.money.amount),
        "is_left": left.money.amount > 0,
        "promised": money_words(left.promised) if left.promised.amount else "",
    }


def _asked(request: HttpRequest, ticket: Ticket, delivery: Delivery) -> HttpResponse:
    said = _("Asked for: %(action)s. You see here how it goes.")
    if delivery.state == State.WAITING_APPROVAL:
        said = _("Noted: %(action)s. Do it in your shop's system, then mark it done here.")
    elif delivery.state in SETTLED:
        said = _("This was asked for before: %(action)s.")
    messages.success(request, said % {"action": delivery_words.action(delivery)})
    return redirect("admin:desk_ticket", ticket.number)


def _turn(request: HttpRequest) -> int:
    turn = request.POST.get("turn", "")
    return max(1, int(turn)) if turn.isdecimal() and len(turn) < 5 else 1


_TITLES = {"cancel_order": lambda: _("Cancel the order"), "refund": lambda: _("Refund")}
