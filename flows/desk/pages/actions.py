"""The promised actions of a ticket: how they stand now, and what a person decides about them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.desk.access import opened
from flows.desk.actions import deliveries_of
from flows.desk.showing import actions_context
from integrations.decision_buttons import MOST_SAID, pressed
from integrations.models import Delivery
from integrations.not_possible import NotPossible
from selfservice.tenancy.access import need, person_of
from selfservice.tenancy.roles import Action


@require_safe
def actions(request: HttpRequest, number: int) -> HttpResponse:
    """Asked again and again while something moves; the order is read anew once nothing does."""
    context = actions_context(request, opened(request, number))
    answer = render(request, "desk/actions.html", context)
    if not context["is_moving"]:
        answer["HX-Trigger"] = "desk-settled"
    return answer


@require_POST
def decide(request: HttpRequest, number: int, pk: UUID) -> HttpResponse:
    ticket = opened(request, number)
    need(request, Action.APPROVE_DELIVERIES)
    own = [each.pk for each in deliveries_of(ticket)]
    delivery = get_object_or_404(Delivery.objects.filter(pk__in=own), pk=pk)
    button = pressed(request.POST)
    if button is None:
        messages.warning(request, _("Choose what shall happen."))
        return redirect("admin:desk_ticket", number)
    try:
        button.decide(delivery, person_of(request), request.POST.get("said", "")[:MOST_SAID])
        messages.success(request, str(button.done))
    except NotPossible as error:
        messages.warning(request, str(error))
    return redirect("admin:desk_ticket", number)
