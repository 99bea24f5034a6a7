"""What the form of a step consists of, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from flows.builder.bench import Bench
from flows.builder.inputs import PartForm, line, picked, switched
from flows.builder.rows import FieldRow, GivenRow, OptionRow, RuleRow, given_rows
from flows.builder.words import OUTCOMES, exit_words
from flows.engine.document import (
    Ask,
    BaseStep,
    Check,
    Choose,
    Do,
    EffectCall,
    End,
    GoTo,
    LookUp,
    Prove,
)
from integrations.effects import EFFECTS, LOOKUPS

_WITHOUT_TEXT = (Check, GoTo)


class StepPart(PartForm):
    """`values` are the step's new parts, `leads` its exits by where they lead, or to nothing."""

    template: ClassVar[str] = ""
    prefixed: ClassVar[str | None] = None
    rows: list[Any]

    def __init__(self, bench: Bench, step: Any, **kwargs: Any) -> None:
        super().__init__(bench.languages, **kwargs)
        self.bench, self.step, self.rows = bench, step, []
        self.build(kwargs.get("data"))

    def build(self, data: Any) -> None:
        raise NotImplementedError

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def values(self) -> dict[str, Any]:
        return {}

    def leads(self) -> Mapping[str, str]:
        return {}


class Basics(StepPart):
    template = "builder/parts/basics.html"

    def build(self, data: Any) -> None:
        hint = _("For your own overview; shoppers never see it.")
        self.fields["title"] = line(_("Name of the step"), self.step.title, 120, hint)
        if not isinstance(self.step, _WITHOUT_TEXT):
            self.add_text("text", _("What the shopper reads"), self.step.text, rows=4)

    def values(self) -> dict[str, Any]:
        text = {"text": self.text("text")} if "text" in self.groups else {}
        return {"title": self.cleaned_data["title"], **text}


class Exits(StepPart):
    """Ways out that belong to the kind, such as found, missing and failed."""

    template = "builder/parts/exits.html"
    prefixed = "exit"

    def build(self, data: Any) -> None:
        own = {"rules", "options"}
        for exit_id in self.step.exit_ids():
            if own & set(type(self.step).model_fields) and exit_id != "otherwise":
                continue
            label = exit_words(self.step, exit_id, self.bench.language)
            leads = self.step.exits.get(exit_id, "")
            self.fields[exit_id] = picked(label, self.bench.targets, leads)

    def leads(self) -> Mapping[str, str]:
        return {name: self.cleaned_data[name] for name in self.fields}


class Options(StepPart):
    template = "builder/parts/options.html"

    def build(self, data: Any) -> None:
        self.rows = [
            OptionRow(
                self.bench,
                option,
                self.step.exits.get(option.id, ""),
                prefix=f"options-{option.id}",
                data=data,
            )
            for option in self.step.options
        ]

    def values(self) -> dict[str, Any]:
        return {"options": tuple(row.value() for row in self.rows)}

    def leads(self) -> Mapping[str, str]:
        return {row.part.id: row.cleaned_data["leads"] for row in self.rows}


class Fields(StepPart):
    template = "builder/parts/fields.html"

    def build(self, data: Any) -> None:
        self.rows = [
            FieldRow(self.bench, field, prefix=f"fields-{field.name}", data=data)
            for field in self.step.fields
        ]
        self.add_text("button", _("Button below the form"), self.step.button)

    def values(self) -> dict[str, Any]:
        return {"fields": tuple(row.value() for row in self.rows), "button": self.text("button")}


class Rules(StepPart):
    template = "builder/parts/rules.html"

    def build(self, data: Any) -> None:
        self.rows = [
            RuleRow(
                self.bench,
                rule,
                self.step.exits.get(rule.id, ""),
                prefix=f"rules-{rule.id}",
                data=data,
            )
            for rule in self.step.rules
        ]

    def values(self) -> dict[str, Any]:
        return {"rules": tuple(row.value() for row in self.rows)}

    def leads(self) -> Mapping[str, str]:
        return {row.part.id: row.cleaned_data["leads"] for row in self.rows}


class Reading(StepPart):
    template = "builder/parts/arguments.html"

    def build(self, data: Any) -> None:
        reads = [(kind, each.label) for kind, each in LOOKUPS.items()]
        self.fields["read"] = picked(_("What to look up"), reads, self.step.read, required=True)
        kind = LOOKUPS.get(self.step.read)
        names = kind.required if kind else ()
        self.rows = given_rows(self.bench, names, self.step.arguments, "arguments", data)

    def values(self) -> dict[str, Any]:
        return {"read": self.cleaned_data["read"], "arguments": _given(self.rows)}


class Proof(StepPart):
    template = "builder/parts/plain.html"

    def build(self, data: Any) -> None:
        reads = [(kind, each.label) for kind, each in LOOKUPS.items()]
        self.fields["about"] = picked(_("Whose"), reads, self.step.about, required=True)

    def values(self) -> dict[str, Any]:
        return {"about": self.cleaned_data["about"]}


class Action(StepPart):
    template = "builder/parts/arguments.html"

    def build(self, data: Any) -> None:
        call: EffectCall = self.step.effect
        self.fields["kind"] = picked(_("What to do"), effect_kinds(), call.kind, required=True)
        hint = _("Otherwise the flow goes on at once.")
        self.fields["waits"] = switched(_("Wait for the result"), self.step.waits, hint)
        self.rows = given_rows(
            self.bench, effect_names(call.kind), call.arguments, "arguments", data
        )

    def values(self) -> dict[str, Any]:
        kind, waits = self.cleaned_data["kind"], self.cleaned_data["waits"]
        taken = effect_names(kind) if kind != self.step.effect.kind else None
        arguments = {
            name: given
            for name, given in _given(self.rows).items()
            if taken is None or name in taken
        }
        call = EffectCall(id=self.step.effect.id, kind=kind, arguments=arguments)
        return {"effect": call, "waits": waits}


class Target(StepPart):
    template = "builder/parts/plain.html"

    def build(self, data: Any) -> None:
        flows = [("", _("a step of this flow")), *self.bench.flows]
        if self.step.flow and self.step.flow not in dict(flows):
            flows.append((self.step.flow, _("%s (no such flow)") % self.step.flow))
        self.fields["flow"] = picked(_("Goes on in"), flows, self.step.flow or "")

    def values(self) -> dict[str, Any]:
        return {"flow": self.cleaned_data["flow"] or None}


class Ending(StepPart):
    template = "builder/parts/ending.html"

    def build(self, data: Any) -> None:
        outcomes = list(OUTCOMES.items())
        self.fields["outcome"] = picked(_("How it ends"), outcomes, self.step.outcome)
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
        self.name = effect_label(call.kind)
        self.rows: list[GivenRow] = given_rows(
            bench, effect_names(call.kind), call.arguments, prefix, data
        )

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def value(self) -> EffectCall:
        return EffectCall(id=self.part.id, kind=self.part.kind, arguments=_given(self.rows))


def effect_kinds() -> list[tuple[str, Any]]:
    return [(kind, each.label) for kind, each in EFFECTS.items()]


def effect_label(kind: str) -> str:
    return str(EFFECTS[kind].label) if kind in EFFECTS else kind


def effect_names(kind: str) -> tuple[str, ...]:
    known = EFFECTS.get(kind)
    return (*known.required, *known.optional) if known else ()


def _given(rows: list[GivenRow]) -> dict[str, Any]:
    given = {row.name: row.value() for row in rows}
    return {name: value for name, value in given.items() if value is not None}


PARTS: Mapping[type[BaseStep], tuple[type[StepPart], ...]] = {
    Choose: (Basics, Options),
    Ask: (Basics, Fields, Exits),
    LookUp: (Basics, Reading, Exits),
    Prove: (Basics, Proof, Exits),
    Check: (Basics, Rules, Exits),
    Do: (Basics, Action, Exits),
    GoTo: (Basics, Target, Exits),
    End: (Basics, Ending),
}
PLAIN: tuple[type[StepPart], ...] = (Basics, Exits)
