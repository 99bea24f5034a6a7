"""The parts of a step's form that ask other systems: look-ups, actions, and what an end does."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from flows.builder.action_words import carried_words, effect_kinds, effect_label
from flows.builder.bench import Bench
from flows.builder.given_rows import ArgumentRow, Wanted, given_rows
from flows.builder.inputs import PartForm, picked, switched
from flows.builder.step_part import StepPart
from flows.builder.words import OUTCOMES
from flows.engine.document import EffectCall
from integrations.effects import EFFECTS, LOOKUPS


class Reading(StepPart):
    template = "builder/parts/arguments.html"

    def build(self, data: Any) -> None:
        reads = [(kind, each.label) for kind, each in LOOKUPS.items()]
        self.fields["read"] = picked(_("What to look up"), reads, self.step.read, required=True)
        kind = LOOKUPS.get(self.step.read)
        wanted = Wanted(kind.required, kind.optional) if kind else Wanted()
        self.rows = given_rows(self.bench, wanted, self.step.arguments, "arguments", data)

    def values(self) -> dict[str, Any]:
        return {"read": self.cleaned_data["read"], "arguments": _given(self.rows)}


class Action(StepPart):
    template = "builder/parts/arguments.html"

    def build(self, data: Any) -> None:
        call: EffectCall = self.step.effect
        self.carried = carried_words(call.kind, self.bench.carriers)
        kinds = effect_kinds(self.bench.carriers)
        self.fields["kind"] = picked(_("What to do"), kinds, call.kind, required=True)
        hint = _("Otherwise the flow goes on at once.")
        self.fields["waits"] = switched(_("Wait for the result"), self.step.waits, hint)
        self.rows = given_rows(self.bench, wanted_by(call), call.arguments, "arguments", data)

    def values(self) -> dict[str, Any]:
        kind, waits = self.cleaned_data["kind"], self.cleaned_data["waits"]
        old = self.step.effect
        taken = wanted_by(EffectCall(id=old.id, kind=kind)).names if kind != old.kind else None
        arguments = {
            name: given
            for name, given in _given(self.rows).items()
            if taken is None or name in taken
        }
        call = EffectCall(id=self.step.effect.id, kind=kind, arguments=arguments)
        return {"effect": call, "waits": waits}


class Ending(StepPart):
    template = "builder/parts/ending.html"

    def build(self, data: Any) -> None:
        outcomes = list(OUTCOMES.items())
        self.fields["outcome"] = picked(
            _("How it ends"), outcomes, self.step.outcome, required=True
        )
        self.fields["rating"] = switched(_("Ask whether this helped"), self.step.rating)
        self.rows = [EffectRow(self.bench, call, data) for call in self.step.effects]

    def values(self) -> dict[str, Any]:
        data = self.cleaned_data
        effects = tuple(row.value() for row in self.rows)
        return {"outcome": data["outcome"], "rating": data["rating"], "effects": effects}


class EffectRow(PartForm):
    """An action that goes with an end."""

    def __init__(self, bench: Bench, call: EffectCall, data: Any) -> None:
        prefix = f"effects-{call.id}"
        super().__init__(bench.languages, data=data, prefix=prefix)
        self.part = call
        self.name, self.carried = effect_label(call.kind), carried_words(call.kind, bench.carriers)
        self.rows = given_rows(bench, wanted_by(call), call.arguments, prefix, data)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def value(self) -> EffectCall:
        return EffectCall(id=self.part.id, kind=self.part.kind, arguments=_given(self.rows))


def wanted_by(call: EffectCall) -> Wanted:
    kind = EFFECTS.get(call.kind)
    if kind is None:
        return Wanted(of=call.id)
    return Wanted(kind.required, kind.optional, kind.mapped, kind.named, call.id)


def _given(rows: list[ArgumentRow]) -> dict[str, Any]:
    given = {row.name: row.value() for row in rows}
    return {name: value for name, value in given.items() if value is not None}
