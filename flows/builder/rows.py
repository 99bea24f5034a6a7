"""The repeated parts of a step: its buttons and form fields, a form each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminDecimalFieldWidget

from flows.builder.bench import Bench
from flows.builder.inputs import PartForm, picked, switched
from flows.builder.words import FIELD_TYPES
from flows.engine.document import AskField, Choice, Option, Text

_WRITTEN = {"text", "long_text", "email", "phone", "order_number", "number", "date"}


class OptionRow(PartForm):
    """A button and where it leads."""

    def __init__(self, bench: Bench, option: Option, leads: str, **kwargs: Any) -> None:
        super().__init__(bench.languages, **kwargs)
        self.part = option
        self.add_text("label", _("Button"), option.label)
        self.add_text("help", _("Explanation below the button"), option.help)
        self.fields["leads"] = picked(_("Leads to"), bench.targets, leads)

    def value(self) -> Option:
        return Option(id=self.part.id, label=self.text("label"), help=self.text("help"))


class FieldRow(PartForm):
    """One field of the form that a shopper fills in."""

    def __init__(self, bench: Bench, field: AskField, **kwargs: Any) -> None:
        super().__init__(bench.languages, **kwargs)
        self.part = field
        self.has_choices = field.type in {"choice", "several"}
        self.has_limits = field.type in {"number", "rating"}
        types = list(FIELD_TYPES.items())
        self.fields["type"] = picked(_("What is asked"), types, field.type, required=True)
        self.fields["required"] = switched(_("Must be filled in"), field.required)
        self.add_text("label", _("Label"), field.label)
        self.add_text("help", _("Hint"), field.help)
        self.add_text("purpose", _("Why you ask"), field.purpose)
        self.can_be_known = field.type in _WRITTEN
        if self.can_be_known:
            self._add_prefill(bench, field)
        if self.has_choices:
            self._add_choices(bench, field)
        if self.has_limits:
            self._add_limits(field)

    def _add_choices(self, bench: Bench, field: AskField) -> None:
        lines = {
            each: "\n".join(one.label.get(each, "") for one in field.choices)
            for each in self.languages
        }
        self.add_text("choices", _("Choices, one on a line"), lines, rows=4)
        lists = bench.fact_choices(field.choices_from or "", only="list")
        self.fields["choices_from"] = picked(
            _("Or offer what was looked up"),
            [("", _("the choices above")), *lists],
            field.choices_from,
        )

    def _add_prefill(self, bench: Bench, field: AskField) -> None:
        facts = bench.fact_choices(field.prefill or "")
        self.fields["prefill"] = picked(
            _("What stands in it at first"), [("", _("nothing")), *facts], field.prefill
        )

    def _add_limits(self, field: AskField) -> None:
        for name, label in (("minimum", _("At least")), ("maximum", _("At most"))):
            widget = UnfoldAdminDecimalFieldWidget()
            initial = getattr(field, name)
            self.fields[name] = forms.FloatField(
                label=label, initial=initial, required=False, widget=widget
            )

    def value(self) -> AskField:
        data = self.cleaned_data
        new: dict[str, Any] = {name: self.text(name) for name in ("label", "help", "purpose")}
        new |= {"type": data["type"], "required": data["required"]}
        if self.has_choices:
            new |= {"choices": self._choices(), "choices_from": data["choices_from"] or None}
        if self.can_be_known:
            new["prefill"] = data["prefill"] or None
        if self.has_limits:
            new |= {"minimum": data["minimum"], "maximum": data["maximum"]}
        return AskField.model_validate({**dict(self.part), **new})

    def _choices(self) -> tuple[Choice, ...]:
        """Line by line; a choice keeps its id as long as it keeps its place."""
        lines = {each: text.splitlines() for each, text in self.text("choices").items()}
        kept = [each.id for each in self.part.choices]
        longest = max((len(each) for each in lines.values()), default=0)
        ids = kept + _fresh(kept, longest - len(kept))
        labels: list[Text] = [
            {
                each: written[index].strip()
                for each, written in lines.items()
                if index < len(written)
            }
            for index in range(longest)
        ]
        pairs = zip(ids, labels, strict=False)
        return tuple(Choice(id=each, label=label) for each, label in pairs if any(label.values()))


def _fresh(taken: list[str], count: int) -> list[str]:
    free = (f"choice-{number}" for number in range(1, len(taken) + count + 2))
    return [each for each in free if each not in taken][: max(count, 0)]
