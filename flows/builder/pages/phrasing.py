"""The way from a flow to the phrases that shoppers find it by."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from flows.builder.access import opened
from flows.teaching import make_known
from selfservice.tenancy.roles import Action


@require_POST
def open_phrases(request: HttpRequest, pk: int) -> HttpResponse:
    """A POST, because a flow that was never published is made known to the classifier first."""
    flow = opened(request, pk, Action.EDIT_PHRASES)
    make_known(flow)
    asked = urlencode({"flow": flow.key})
    return redirect(f"{reverse('admin:classifier_phrase_flow')}?{asked}")
