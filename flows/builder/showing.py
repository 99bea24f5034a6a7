"""What the builder's page shows of a flow, whichever gesture led there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from flows.builder.access import may
from flows.builder.bench import Bench
from flows.builder.board import Board, board_of
from flows.builder.call_parts import effect_kinds
from flows.builder.flow_form import FlowForm
from flows.builder.row_gestures import ADD_KIND, ADD_TYPE
from flows.builder.step_form import StepForm
from flows.builder.words import FIELD_TYPES, KINDS, language_words
from flows.drafting import draft_of
from flows.engine.document import Document, load
from flows.models import Flow, Revision
from flows.preview import preview_address
from flows.publishing import Inspection, inspect
from flows.timeline import Timeline
from selfservice.tenancy.roles import Action


@dataclass(frozen=True)
class Desk:
    """A flow with its newest draft, opened for one request."""

    flow: Flow
    draft: Revision

    @cached_property
    def document(self) -> Document:
        return load(self.draft.document)

    @cached_property
    def inspection(self) -> Inspection:
        return inspect(self.flow, self.document)

    @cached_property
    def board(self) -> Board:
        return board_of(self.document, self.language, self.inspection.problems)

    @property
    def language(self) -> str:
        default = self.flow.shop.default_language
        return default if default in self.document.languages else self.document.languages[0]

    def bench(self, document: Document | None = None) -> Bench:
        """`document` is an earlier draft, when the form was made from that one."""
        flows = Flow.objects.exclude(pk=self.flow.pk).values_list("key", "title")
        return Bench(
            document=document or self.document,
            language=self.language,
            numbers=self.board.numbers,
            flows=list(flows),
            policy=tuple(self.flow.shop.policy),
        )


def desk_of(flow: Flow) -> Desk:
    return Desk(flow, draft_of(flow))


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


def editor_page(request: HttpRequest, desk: Desk, shown: Shown, status: int = 200) -> HttpResponse:
    timeline = Timeline(desk.flow)
    step, form, settings = _opened(desk, shown)
    context = {
        **page_context(request, desk.flow, _("Builder")),
        "draft": desk.draft,
        "document": desk.document,
        "board": desk.board,
        "inspection": desk.inspection,
        "step": step,
        "trying": shown.trying,
        "form": form,
        "settings": settings,
        "meanwhile": shown.meanwhile,
        "refusal": shown.refusal,
        "base": shown.base or desk.draft.number,
        "can_undo": timeline.undo_target() is not None,
        "can_redo": timeline.redo_target() is not None,
        **_offered(desk),
        "facts": form.bench.facts if form else (),
        "preview_address": preview_address(desk.flow.shop, desk.flow, desk.draft),
        "live_address": f"/help/{desk.flow.shop.key}/{desk.flow.key}/",
    }
    return render(request, "builder/editor.html", context, status=status)


def _opened(desk: Desk, shown: Shown) -> tuple[str, StepForm | None, FlowForm | None]:
    """The step that is open and its form, or else the form of the whole flow."""
    step = shown.step if shown.step in desk.document.steps or shown.form else ""
    if step:
        return step, shown.form or StepForm(desk.bench(), step), shown.settings
    settings = shown.settings or FlowForm(desk.bench(), tuple(desk.flow.shop.languages))
    return step, shown.form, settings


def _offered(desk: Desk) -> dict[str, Any]:
    """What can be added or chosen, whichever step is open."""
    return {
        "kinds": KINDS,
        "languages": [(each, language_words(each)) for each in desk.document.languages],
        "field_types": FIELD_TYPES,
        "effect_kinds": effect_kinds(),
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
