"""What the builder's page shows of a flow, whichever gesture led there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from flows.builder.action_words import effect_kinds
from flows.builder.flow_form import FlowForm
from flows.builder.row_gestures import ADD_KIND, ADD_TYPE
from flows.builder.step_form import StepForm
from flows.builder.words import FIELD_TYPES, KINDS, language_words
from flows.builder.workpiece import Workpiece
from flows.models import Flow
from flows.preview import preview_address
from flows.timeline import Timeline
from selfservice.tenancy.access import may
from selfservice.tenancy.roles import Action


@dataclass(frozen=True, slots=True)
class Shown:
    """What differs from page to page: the step that is open, its form, and what went wrong."""

    step: str = ""
    form: StepForm | None = None
    settings: FlowForm | None = None
    meanwhile: Sequence[str] = ()  # what others changed while this form was being filled in
    refusal: str = ""
    trying: bool = False  # the help page beside the outline, running the draft
    base: int = 0  # the draft that the form was made from


def editor_page(
    request: HttpRequest, workpiece: Workpiece, shown: Shown, status: int = 200
) -> HttpResponse:
    timeline = Timeline(workpiece.flow)
    step, form, settings = _opened(workpiece, shown)
    context = {
        **page_context(request, workpiece.flow, _("Builder")),
        "draft": workpiece.draft,
        "document": workpiece.document,
        "board": workpiece.board,
        "inspection": workpiece.inspection,
        "step": step,
        "trying": shown.trying,
        "form": form,
        "settings": settings,
        "meanwhile": shown.meanwhile,
        "refusal": shown.refusal,
        "base": shown.base or workpiece.draft.number,
        "can_undo": timeline.undo_target() is not None,
        "can_redo": timeline.redo_target() is not None,
        **_offered(workpiece),
        "facts": form.bench.facts if form else (),
        "preview_address": preview_address(workpiece.flow.shop, workpiece.flow, workpiece.draft),
        "live_address": f"/help/{workpiece.flow.shop.key}/{workpiece.flow.key}/",
    }
    return render(request, "builder/editor.html", context, status=status)


def _opened(workpiece: Workpiece, shown: Shown) -> tuple[str, StepForm | None, FlowForm | None]:
    """The step that is open and its form, or else the form of the whole flow."""
    step = shown.step if shown.step in workpiece.document.steps or shown.form else ""
    if step:
        return step, shown.form or StepForm(workpiece.bench(), step), shown.settings
    settings = shown.settings or FlowForm(workpiece.bench(), tuple(workpiece.flow.shop.languages))
    return step, shown.form, settings


def _offered(workpiece: Workpiece) -> dict[str, Any]:
    """What can be added or chosen, whichever step is open."""
    return {
        "kinds": KINDS,
        "languages": [(each, language_words(each)) for each in workpiece.document.languages],
        "field_types": FIELD_TYPES,
        "effect_kinds": effect_kinds(workpiece.inspection.carriers),
        "add_type": ADD_TYPE,
        "add_kind": ADD_KIND,
    }


def page_context(request: HttpRequest, flow: Flow | None, title: str) -> dict[str, Any]:
    """What every page of the builder needs from the admin around it."""
    return {
        **site.each_context(request),
        "title": f"{flow.title} · {title}" if flow else title,
        "flow": flow,
        "can_edit": may(request, Action.EDIT_FLOWS),
        "can_publish": may(request, Action.PUBLISH),
    }
