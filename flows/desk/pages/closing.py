"""Asks before a ticket is closed whose shopper still waits for an answer: what shall they hear?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from urllib.parse import urlencode

from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from flows.desk import closing
from flows.desk.access import opened
from flows.desk.composing import box_for, with_macro
from flows.desk.drafts import Draft, posted
from flows.desk.onward import done_with
from flows.desk.waiting import wait_of
from integrations.desk.models import Status, Ticket
from integrations.desk.turns import messages_of
from integrations.not_possible import NotPossible, Sentence
from selfservice.tenancy.access import person_of
from selfservice.tenancy.framing import framed
from selfservice.tenancy.models import User

_DOING: dict[str, Callable[[Ticket, User, Draft], str]] = {
    "tell": closing.answer_and_close,
    "silent": closing.close,
}


def ask_first(ticket: Ticket, draft: Draft) -> HttpResponse:
    """Leads here with what the agent has read, so that nothing newer is closed unread."""
    seen = f"?{urlencode({'seen': draft.seen})}" if draft.seen is not None else ""
    return redirect(reverse("admin:desk_close", args=[ticket.number]) + seen)


@require_http_methods(["GET", "HEAD", "POST"])
def close(request: HttpRequest, number: int) -> HttpResponse:
    one = opened(request, number)
    draft, _no_files = posted(request, one)
    if request.method != "POST":
        if one.status == Status.CLOSED:
            return redirect("admin:desk_ticket", number)
        return _page(request, one, draft)
    if request.POST.get("do") == "macro":
        return _page(request, one, with_macro(one, person_of(request), draft, request.POST))
    return _done(request, one, draft)


def _done(request: HttpRequest, one: Ticket, draft: Draft) -> HttpResponse:
    pressed = request.POST.get("do", "")
    if pressed not in _DOING:
        raise BadRequest
    try:
        said = _DOING[pressed](one, person_of(request), draft)
    except NotPossible as error:
        read = replace(draft, seen=len(messages_of(one)))  # the refusal tells what came
        return _page(request, one, read, error.sentence, 409)
    return done_with(request, one, said)


def _page(
    request: HttpRequest, ticket: Ticket, draft: Draft, refusal: Sentence = "", status: int = 200
) -> HttpResponse:
    context = {
        "ticket": ticket,
        "wait": wait_of(ticket.waiting_since),
        "box": box_for(ticket, person_of(request), draft),
        "refusal": refusal,
    }
    title = _("Close ticket #%(number)s") % {"number": ticket.number}
    return framed(request, "desk/close.html", title, context, status)
