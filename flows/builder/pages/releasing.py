"""The page on which a draft is looked over and published."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.builder.access import opened
from flows.builder.differences import differences
from flows.builder.pages.editing import editor_address
from flows.builder.showing import page_context
from flows.builder.workpiece import workpiece_of
from flows.drafting import OutOfDate
from flows.engine.document import load
from flows.models import Flow
from flows.publishing import Unfit, publish, unpublish
from selfservice.parameters import number_of
from selfservice.tenancy.access import person_of
from selfservice.tenancy.roles import Action


@require_safe
def publish_page(request: HttpRequest, pk: int) -> HttpResponse:
    flow = opened(request, pk, Action.VIEW_FLOWS)
    return _page(request, flow)


@require_POST
def publish_draft(request: HttpRequest, pk: int) -> HttpResponse:
    flow = opened(request, pk, Action.PUBLISH)
    number, note = request.POST.get("number", ""), request.POST.get("note", "")
    try:
        publish(flow, number_of(number) or 0, note, person_of(request))
    except Unfit:
        return _page(request, flow, note=note, status=422)
    except OutOfDate as stale:
        return _page(request, flow, note=note, meanwhile=stale.sentences() or [str(stale)])
    messages.success(request, _("Published. Shoppers who start now get this version."))
    return redirect(editor_address(flow))


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    flow = opened(request, pk, Action.PUBLISH)
    unpublish(flow, person_of(request))
    messages.success(request, _("Unpublished. Shoppers who are in it can finish."))
    return redirect(editor_address(flow))


def _page(
    request: HttpRequest,
    flow: Flow,
    note: str = "",
    meanwhile: list[str] | None = None,
    status: int = 200,
) -> HttpResponse:
    workpiece = workpiece_of(flow)
    live = load(flow.live.document) if flow.live else None
    context = {
        **page_context(request, flow, _("Publish")),
        "workpiece": workpiece,
        "inspection": workpiece.inspection,
        "differences": differences(live, workpiece.document, workpiece.language) if live else [],
        "is_live": flow.live_id == workpiece.draft.pk,
        "note": note,
        "meanwhile": meanwhile or [],
    }
    return render(request, "builder/publish.html", context, status=409 if meanwhile else status)
