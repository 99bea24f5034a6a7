"""What the form of a step consists of, kind by kind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from flows.builder.call_parts import Action, Ending, Reading
from flows.builder.inputs import line, picked
from flows.builder.rows import FieldRow, OptionRow
from flows.builder.rule_rows import RuleRow
from flows.builder.step_part import StepPart
from flows.builder.words import exit_words
from flows.engine.document import Ask, BaseStep, Check, Choose, Do, End, GoTo, LookUp, Prove
from integrations.effects import LOOKUPS

_WITHOUT_TEXT = (Check, GoTo)


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


class Proof(StepPart):
    template = "builder/parts/plain.html"

    def build(self, data: Any) -> None:
        reads = [(kind, each.label) for kind, each in LOOKUPS.items() if each.personal]
        self.fields["about"] = picked(_("Whose"), reads, self.step.about, required=True)

    def values(self) -> dict[str, Any]:
        return {"about": self.cleaned_data["about"]}


class Target(StepPart):
    template = "builder/parts/plain.html"

    def build(self, data: Any) -> None:
        flows = [("", _("a step of this flow")), *self.bench.flows]
        if self.step.flow and self.step.flow not in dict(flows):
            flows.append((self.step.flow, _("%s (no such flow)") % self.step.flow))
        self.fields["flow"] = picked(_("Goes on in"), flows, self.step.flow or "")

    def values(self) -> dict[str, Any]:
        return {"flow": self.cleaned_data["flow"] or None}


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
