"""The few things every test of the builder sends."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from flows.builder.step_form import StepForm
from flows.builder.workpiece import workpiece_of
from flows.drafting import draft_of
from flows.engine.document import Document, load
from flows.models import Flow


def address(name: str, *args: Any) -> str:
    return reverse(f"admin:flows_flow_{name}", args=args)


def newest(flow: Flow) -> Document:
    return load(draft_of(flow).document)


def step_now(flow: Flow, step: str) -> Any:
    return newest(flow).steps[step]


def filled_in(flow: Flow, step: str) -> dict[str, Any]:
    """What a browser would send if one pressed Save without touching anything."""
    workpiece = workpiece_of(flow)
    form = StepForm(workpiece.bench(), step)
    number = workpiece.draft.number
    sent: dict[str, Any] = {"base": number, "over": number}
    for part in form.parts:
        for one in _forms(part):
            for field in one:
                value = field.value()
                if value not in (None, False):
                    sent[field.html_name] = value
    return sent


def _forms(part: Any) -> list[Any]:
    below = [*getattr(part, "rows", ()), *getattr(part, "conditions", ())]
    return [part, *(each for row in below for each in _forms(row))]
