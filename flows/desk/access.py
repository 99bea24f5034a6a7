"""Who may work on which ticket: another shop's is not there, and a role's limits are said aloud."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from integrations.desk.models import Ticket
from selfservice.tenancy.access import need
from selfservice.tenancy.roles import Action


def opened(request: HttpRequest, number: int, action: Action = Action.WORK_TICKETS) -> Ticket:
    """The scope of the request hides what belongs to other shops."""
    need(request, action)
    return get_object_or_404(Ticket.objects.select_related("shop", "assignee"), number=number)
