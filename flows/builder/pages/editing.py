"""The outline editor: one page to read a flow, and one save for the step or flow form."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.builder.access import author_of, opened, shop_of
from flows.builder.differences import differences
from flows.builder.flow_form import FlowForm
from flows.builder.showing import Desk, Shown, desk_of, editor_page
from flows.builder.step_form import StepForm
from flows.drafting import OutOfDate, refuse_if_stale, save_edit
from flows.engine.document import Document, load
from flows.engine.edits import EditRefused
from flows.models import Flow, Revision
from selfservice.tenancy.roles import Action


def editor_address(flow: Flow, step: str = "") -> str:
    address = reverse("admin:flows_flow_change", args=[flow.pk])
    return f"{address}?step={step}" if step else address


@require_safe
def editor(request: HttpRequest, pk: int) -> HttpResponse:
    flow = opened(request, pk, Action.VIEW_FLOWS)
    shown = Shown(step=request.GET.get("step", ""), trying="try" in request.GET)
    return editor_page(request, desk_of(flow), shown)


@require_POST
def save_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    desk = desk_of(opened(request, pk, Action.EDIT_FLOWS))
    base = _revision(desk, request.POST.get("base", ""))
    if step not in base.document["steps"]:
        raise Http404
    form = StepForm(desk.bench(load(base.document)), step, request.POST)
    shown = Shown(step=step, form=form, base=base.number)
    if not form.is_valid():
        return editor_page(request, desk, shown, status=422)
    try:
        document, step = form.applied_to(_checked(desk, request))
        return _kept(request, desk, document, step)
    except EditRefused as refused:
        return editor_page(request, desk, replace(shown, refusal=refused.told(_)), status=422)
    except OutOfDate as stale:
        shown = replace(shown, meanwhile=stale.sentences())
        return editor_page(request, desk_of(desk.flow), shown, status=409)


@require_POST
def save_settings(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_of(opened(request, pk, Action.EDIT_FLOWS))
    base = _revision(desk, request.POST.get("base", ""))
    offered = tuple(shop_of(request).languages)
    form = FlowForm(desk.bench(load(base.document)), offered, request.POST)
    shown = Shown(settings=form, base=base.number)
    if not form.is_valid():
        return editor_page(request, desk, shown, status=422)
    try:
        return _kept(request, desk, form.applied_to(_checked(desk, request)), "")
    except EditRefused as refused:
        return editor_page(request, desk, replace(shown, refusal=refused.told(_)), status=422)
    except OutOfDate as stale:
        shown = replace(shown, meanwhile=stale.sentences())
        return editor_page(request, desk_of(desk.flow), shown, status=409)


def _checked(desk: Desk, request: HttpRequest) -> Document:
    """The newest draft's document, if it is the one that the editor has seen (`over`)."""
    over = request.POST.get("over", "")
    refuse_if_stale(desk.flow, int(over) if over.isdecimal() else 0)
    return desk.document


def _kept(request: HttpRequest, desk: Desk, document: Document, step: str) -> HttpResponse:
    """One edit, one draft; a save that changes nothing makes none."""
    if document == desk.document:
        messages.info(request, _("Nothing was changed."))
    else:
        change = " ".join(differences(desk.document, document, desk.language))
        save_edit(desk.flow, desk.draft.number, document, change, author_of(request))
    return redirect(editor_address(desk.flow, step))


def _revision(desk: Desk, number: str) -> Revision:
    """The draft that a form was made from, or the newest if that one is no longer kept."""
    wanted = int(number) if number.isdecimal() else desk.draft.number
    kept = Revision.objects.filter(flow=desk.flow, number=wanted).first()
    return kept or desk.draft
