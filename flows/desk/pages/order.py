"""The live order, fetched into the ticket's page after it has been shown."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from flows.desk.access import opened
from flows.desk.order_card import card_of, number_asked
from integrations.desk.case_files import cases_of


@require_safe
def order(request: HttpRequest, number: int) -> HttpResponse:
    ticket = opened(request, number)
    asked, fresh = number_asked(request), "fresh" in request.GET
    card = card_of(request, ticket, asked, cases_of(ticket), fresh) if asked else None
    context = {"ticket": ticket, "card": card, "order_number": asked}
    return render(request, "desk/order.html", context)
