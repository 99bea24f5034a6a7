"""Who may open which flow: another shop's is not there, and a role's limits are said aloud."""

from __future__ import annotations

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from flows.models import Flow
from selfservice.tenancy.access import need
from selfservice.tenancy.roles import Action


def opened(request: HttpRequest, pk: int, action: Action) -> Flow:
    """The scope of the request hides what belongs to other shops."""
    flow = get_object_or_404(Flow.objects.select_related("shop", "live"), pk=pk)
    need(request, action)
    return flow
