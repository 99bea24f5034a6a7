"""The outline editor: one page to read a flow, and one save for the step or flow form."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.builder.access import opened
from flows.builder.differences import differences
from flows.builder.flow_form import FlowForm
from flows.builder.showing import Shown, editor_page
from flows.builder.step_form import StepForm
from flows.builder.workpiece import Workpiece, workpiece_of
from flows.drafting import OutOfDate, refuse_if_stale, save_edit
from flows.engine.document import Document, load
from flows.engine.edits import EditRefused
from flows.models import Flow, Revision
from selfservice.parameters import number_of
from selfservice.tenancy.access import person_of, shop_of
from selfservice.tenancy.roles import Action


def editor_address(flow: Flow, step: str = "") -> str:
    address = reverse("admin:flows_flow_change", args=[flow.pk])
    return f"{address}?step={step}" if step else address


@require_safe
def editor(request: HttpRequest, pk: int) -> HttpResponse:
    flow = opened(request, pk, Action.VIEW_FLOWS)
    shown = Shown(step=request.GET.get("step", ""), trying="try" in request.GET)
    return editor_page(request, workpiece_of(flow), shown)


@require_POST
def save_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    workpiece = workpiece_of(opened(request, pk, Action.EDIT_FLOWS))
    base = _revision(workpiece, request.POST.get("base", ""))
    if step not in base.document["steps"]:
        raise Http404
    form = StepForm(workpiece.bench(load(base.document)), step, request.POST)
    shown = Shown(step=step, form=form, base=base.number)
    if not form.is_valid():
        return editor_page(request, workpiece, shown, status=422)
    try:
        document, step = form.applied_to(_checked(workpiece, request))
        return _kept(request, workpiece, document, step)
    except EditRefused as refused:
        return editor_page(request, workpiece, replace(shown, refusal=refused.told(_)), status=422)
    except OutOfDate as stale:
        shown = replace(shown, meanwhile=stale.sentences())
        return editor_page(request, workpiece_of(workpiece.flow), shown, status=409)


@require_POST
def save_settings(request: HttpRequest, pk: int) -> HttpResponse:
    workpiece = workpiece_of(opened(request, pk, Action.EDIT_FLOWS))
    base = _revision(workpiece, request.POST.get("base", ""))
    offered = tuple(shop_of(request).languages)
    form = FlowForm(workpiece.bench(load(base.document)), offered, request.POST)
    shown = Shown(settings=form, base=base.number)
    if not form.is_valid():
        return editor_page(request, workpiece, shown, status=422)
    try:
        return _kept(request, workpiece, form.applied_to(_checked(workpiece, request)), "")
    except EditRefused as refused:
        return editor_page(request, workpiece, replace(shown, refusal=refused.told(_)), status=422)
    except OutOfDate as stale:
        shown = replace(shown, meanwhile=stale.sentences())
        return editor_page(request, workpiece_of(workpiece.flow), shown, status=409)


def _checked(workpiece: Workpiece, request: HttpRequest) -> Document:
    """The newest draft's document, if it is the one that the editor has seen (`over`)."""
    over = request.POST.get("over", "")
    refuse_if_stale(workpiece.flow, number_of(over) or 0)
    return workpiece.document


def _kept(
    request: HttpRequest, workpiece: Workpiece, document: Document, step: str
) -> HttpResponse:
    """One edit, one draft; a save that changes nothing makes none."""
    if document == workpiece.document:
        messages.info(request, _("Nothing was changed."))
    else:
        change = " ".join(differences(workpiece.document, document, workpiece.language))
        save_edit(workpiece.flow, workpiece.draft.number, document, change, person_of(request))
    return redirect(editor_address(workpiece.flow, step))


def _revision(workpiece: Workpiece, number: str) -> Revision:
    """The draft that a form was made from, or the newest if that one is no longer kept."""
    wanted = number_of(number) or workpiece.draft.number
    kept = Revision.objects.filter(flow=workpiece.flow, number=wanted).first()
    return kept or workpiece.draft
