"""The rules of a check step and their conditions, a form each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from flows.builder.bench import Bench
from flows.builder.inputs import PartForm, line, picked
from flows.builder.words import OPERATORS
from flows.engine.document import Condition, Operator, Rule

_LISTS = {Operator.ONE_OF, Operator.NOT_ONE_OF}


class RuleRow(PartForm):
    """A rule's own name and where it leads; its conditions are rows below it."""

    def __init__(self, bench: Bench, rule: Rule, leads: str, **kwargs: Any) -> None:
        super().__init__(bench.languages, **kwargs)
        self.part = rule
        self.fields["label"] = line(_("Name of the rule"), rule.label, 120)
        self.fields["leads"] = picked(_("Leads to"), bench.targets, leads)
        data, prefix = kwargs.get("data"), kwargs["prefix"]
        self.conditions = [
            ConditionRow(bench, each, data=data, prefix=f"{prefix}-{index}")
            for index, each in enumerate(rule.when)
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(each.is_valid() for each in self.conditions)])

    def value(self) -> Rule:
        when = tuple(each.value() for each in self.conditions)
        return Rule(id=self.part.id, label=self.cleaned_data["label"], when=when)


class ConditionRow(forms.Form):
    def __init__(self, bench: Bench, condition: Condition, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.bench, self.part = bench, condition
        shown = _shown(condition.value)
        facts = bench.fact_choices(condition.fact)
        self.fields["fact"] = picked(_("What is known"), facts, condition.fact, required=True)
        self.fields["operator"] = picked(
            _("How it compares"), list(OPERATORS.items()), condition.operator, required=True
        )
        self.fields["value"] = line(_("Value"), shown, 500)
        for field in self.fields.values():
            field.widget.attrs["aria-label"] = field.label
        self.fields["value"].widget.attrs["placeholder"] = _("several with commas between")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        needs_no_value = data.get("operator") in {Operator.KNOWN, Operator.UNKNOWN}
        if not needs_no_value and not data.get("value"):
            self.add_error("value", _("Write what to compare with."))
        return data

    def value(self) -> Condition:
        if not self.has_changed():
            return self.part  # a number or a yes stays what it is, rather than its text
        data = self.cleaned_data
        operator, written = Operator(data["operator"]), data["value"].strip()
        value: Any = written or None
        if operator in _LISTS:
            value = [each.strip() for each in written.split(",") if each.strip()]
        elif self.bench.type_of(data["fact"]) == "yes_no":
            value = written.casefold() in {"yes", "true", _("yes").casefold()}
        return Condition(fact=data["fact"], operator=operator, value=value)


def _shown(value: Any) -> str:
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return "" if value is None else str(value)
