"""The shopper's page of a ticket, behind the link in its mails: a GET shows, a POST answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from flows.page.drawing import draw, keep_private
from flows.page.slowing import paced, slow_page
from flows.page.ticket.answering import Told, slowed, take, too_much
from flows.page.ticket.showing import shown
from flows.runtime import TooMany
from integrations.desk import links, mails
from integrations.desk.case_files import files_of
from integrations.desk.links import ExpiredLink, UnknownLink
from integrations.desk.models import Ticket
from selfservice.files.arriving import too_large
from selfservice.files.models import File
from selfservice.files.serving import attachment
from selfservice.tenancy.address import client_address
from selfservice.tenancy.scope import within

TicketView = Callable[..., HttpResponse]


def _of_ticket(view: TicketView) -> TicketView:
    """Finds the ticket that the link stands for, and stays in its shop and language."""

    @paced
    @wraps(view)
    def wrapped(request: HttpRequest, secret: str, **rest: Any) -> HttpResponse:
        try:
            ticket = links.find(secret)
        except UnknownLink:
            html = render_to_string("help/ticket/unknown.html")
            return keep_private(request, HttpResponse(html, status=404))
        except ExpiredLink as expired:
            ticket = expired.ticket
            return keep_private(request, _in_scope(_expired, request, ticket))
        return keep_private(request, _in_scope(view, request, ticket, **rest))

    return wrapped


# No cookie carries any right here: who has the link may write, and nobody else can.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
@_of_ticket
def ticket_page(
    request: HttpRequest, ticket: Ticket, language: str, slow: TooMany | None
) -> HttpResponse:
    if request.method == "POST" and too_large(request):
        told = too_much()
    elif slow:
        told = slowed(ticket, request.POST, request.FILES, client_address(request), slow)
    elif request.method != "POST":
        told = Told()
    else:
        told = take(ticket, request.POST, request.FILES, client_address(request))
    context = shown(ticket, language, told)
    response = draw(request, ticket.shop, language, "help/ticket/page.html", context, told.status)
    if told.retry_after:
        response.headers["Retry-After"] = str(told.retry_after)
    return response


@require_safe
@_of_ticket
def ticket_file(
    request: HttpRequest, ticket: Ticket, language: str, file_id: UUID, slow: TooMany | None
) -> HttpResponse:
    """Only what was given in this ticket, by the shopper or to them."""
    if slow:
        return slow_page(request, ticket.shop, language, slow)
    file = File.objects.filter(pk=file_id).first() if str(file_id) in files_of(ticket) else None
    try:
        if file is not None:
            return attachment(file)
    except Http404:
        pass  # its time was over: the page says so
    sentence = _("This file is no longer kept here.")
    return _message(request, ticket, language, _("No such file"), sentence, 404)


def _in_scope(view: TicketView, request: HttpRequest, ticket: Ticket, **rest: Any) -> HttpResponse:
    asked = request.GET.get("lang", "")
    language = asked if asked in ticket.shop.languages else mails.language_of(ticket)
    with within(ticket.shop), translation.override(language):
        return view(request, ticket, language, **rest)


def _expired(request: HttpRequest, ticket: Ticket, language: str) -> HttpResponse:
    sentence = _(
        "Your request was closed more than three months ago, so this page has ended. "
        "If you still need help, start a new request."
    )
    return _message(request, ticket, language, _("This page has ended"), sentence, 410)


def _message(
    request: HttpRequest, ticket: Ticket, language: str, heading: str, sentence: str, status: int
) -> HttpResponse:
    context = {"heading": heading, "sentence": sentence}
    return draw(request, ticket.shop, language, "help/message.html", context, status)
