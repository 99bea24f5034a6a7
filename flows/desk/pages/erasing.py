"""Asks in plain words whether a shopper's case shall be erased; erases it at the second press."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from flows import runtime
from flows.desk.erasing import told
from flows.models import Session
from integrations.desk.models import Ticket
from selfservice.parameters import text_of
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.access import need, person_of, shop_of
from selfservice.tenancy.framing import framed
from selfservice.tenancy.roles import Action

ERASED = ("session.erased", "ticket.erased")


@dataclass(frozen=True, slots=True)
class Place:
    """Where the question was asked, and where to go from there."""

    start: Session | Ticket
    title: str
    back: str
    back_words: str
    onward: str  # the name of the page that is still there afterwards


@require_http_methods(["GET", "HEAD", "POST"])
def erase_of_ticket(request: HttpRequest, number: int) -> HttpResponse:
    need(request, Action.ERASE_DATA)
    need(request, Action.WORK_TICKETS)
    ticket = _there(request, Ticket, number=number)
    if ticket is None:
        return _gone(request, "admin:desk")
    named = {"number": number}
    place = Place(
        ticket,
        _("Erase what is held about the shopper of ticket #%(number)s?") % named,
        reverse("admin:desk_ticket", args=[number]),
        _("Back to ticket #%(number)s") % named,
        "admin:desk",
    )
    return _asked(request, place)


@require_http_methods(["GET", "HEAD", "POST"])
def erase_of_session(request: HttpRequest, pk: UUID) -> HttpResponse:
    need(request, Action.ERASE_DATA)
    need(request, Action.VIEW_SESSIONS)
    session = _there(request, Session, pk=pk)
    if session is None:
        return _gone(request, "admin:flows_session_changelist")
    place = Place(
        session,
        _("Erase what is held about the shopper of this session?"),
        reverse("admin:flows_session_change", args=[pk]),
        _("Back to the session"),
        "admin:flows_session_changelist",
    )
    return _asked(request, place)


def _there(request: HttpRequest, model: type[Any], **named: Any) -> Any:
    """None at the second press of a double click; what never was in this shop is not found."""
    found = model.objects.filter(**named).first()
    if found is None:
        erased = AuditEvent.objects.filter(action__in=ERASED, object=text_of(request.POST, "of"))
        if not erased.exists():
            raise Http404
    return found


def _gone(request: HttpRequest, onward: str) -> HttpResponse:
    messages.info(request, _("This is no longer here: it was erased."))
    return redirect(onward)


def _asked(request: HttpRequest, place: Place) -> HttpResponse:
    shop = shop_of(request)
    try:
        if request.method == "POST":
            runtime.erase_case(shop, place.start, person_of(request))
            messages.success(request, _("It is erased. What stays as proof names nobody."))
            return redirect(place.onward)
        runtime.refuse_under_way(runtime.case_of(shop, place.start))
    except runtime.UnknownSession:
        return _gone(request, place.onward)
    except runtime.UnderWay as under_way:
        return _page(request, place, str(under_way.sentence))
    return _page(request, place)


def _page(request: HttpRequest, place: Place, refusal: str = "") -> HttpResponse:
    case = runtime.case_of(shop_of(request), place.start)
    context = {"place": place, "told": told(case), "refusal": refusal}
    status = 409 if refusal and request.method == "POST" else 200
    return framed(request, "desk/erase.html", place.title, context, status)
