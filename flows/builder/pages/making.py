"""The page on which a new flow is begun: ready-made, from a blank page, or as a copy."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from flows.beginnings import blank_document, copy_of, free_key
from flows.builder.pages.editing import editor_address
from flows.builder.showing import page_context
from flows.drafting import start_flow
from flows.engine.texts import in_language
from flows.models import Flow
from flows.ready_made import available, install
from selfservice.parameters import number_of
from selfservice.tenancy.access import need, person_of, shop_of
from selfservice.tenancy.roles import Action


@require_http_methods(["GET", "HEAD", "POST"])
def new_flow(request: HttpRequest) -> HttpResponse:
    need(request, Action.EDIT_FLOWS)
    flow = _made(request) if request.method == "POST" else None
    if flow is not None:
        return redirect(editor_address(flow))
    shop = shop_of(request)
    have = set(Flow.objects.values_list("key", flat=True))
    starters = [
        {
            "key": each.key,
            "title": in_language(each.title, shop.default_language, "en"),
            "steps": len(each.document.steps),
        }
        for each in available()
        if each.key not in have
    ]
    flows = Flow.objects.all()
    context = {**page_context(request, None, _("New flow")), "starters": starters, "flows": flows}
    return render(request, "builder/new.html", context)


def _made(request: HttpRequest) -> Flow | None:
    """The flow that the pressed button asks for; None, with a message, if it cannot be made."""
    shop, author = shop_of(request), person_of(request)
    starter, original = request.POST.get("starter", ""), request.POST.get("copy", "")
    if starter:
        return next(iter(install(shop, [starter], author)), None)
    if original.isdecimal():
        return copy_of(get_object_or_404(Flow, pk=number_of(original)), author)
    title = request.POST.get("title", "").strip()[:120]
    if not title:
        messages.error(request, _("Write what the flow is about, for example “Warranty”."))
        return None
    flow = Flow(shop=shop, key=free_key(title), title=title)
    document = blank_document(shop, title)
    start_flow(flow, document, _("Started from a blank page."), author)
    return flow
