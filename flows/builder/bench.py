"""What the forms of the builder offer to pick from: steps to lead to, and facts to use."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from flows.builder.words import FIELD_TYPES, KINDS, step_words
from flows.engine.document import Ask, Choose, Document, LookUp
from flows.engine.facts import fact_name
from flows.engine.texts import in_language
from integrations.argument_names import name_label, name_words
from integrations.choosing import Carrier
from integrations.effects import LOOKUPS

NEW = "new:"  # a target that is a step still to be made, followed by its kind
Choices = list[tuple[str, Any]]
_OR = " / "


@dataclass(frozen=True, slots=True)
class Fact:
    path: str
    label: str
    type: str = "text"


@dataclass(frozen=True)
class Bench:
    """A document on the table; `numbers` are those of the outline."""

    document: Document
    language: str
    numbers: Mapping[str, str]
    flows: Choices = field(default_factory=list)
    policy: Collection[str] = ()
    carriers: Mapping[str, Carrier] = field(default_factory=dict)

    @property
    def languages(self) -> tuple[str, ...]:
        return self.document.languages

    def name(self, step_id: str) -> str:
        step = self.document.steps.get(step_id)
        if step is None:
            return _("a step that is missing")
        number = self.numbers.get(step_id, "")
        return f"{number} {step_words(step, self.language)}".strip()

    @cached_property
    def steps(self) -> Choices:
        known = [each for each in self.numbers if each in self.document.steps]
        rest = [each for each in self.document.steps if each not in self.numbers]
        return [(each, self.name(each)) for each in (*known, *rest)]

    @cached_property
    def targets(self) -> Choices:
        made = [(NEW + kind, words.name) for kind, words in KINDS.items()]
        return [("", _("nowhere yet")), (_("A new step"), made), (_("Go on at"), self.steps)]

    @cached_property
    def facts(self) -> list[tuple[str, list[Fact]]]:
        """Everything that this flow's steps can come to know, by where it comes from."""
        groups = [(_("What the shopper answered"), _merged(self._answers()))]
        reads = {each.read for each in self.document.steps.values() if isinstance(each, LookUp)}
        for read in sorted(reads & set(LOOKUPS)):
            groups.append((str(LOOKUPS[read].label), list(_looked_up(read))))
        groups.append((_("Day and time"), _time_facts()))
        names = sorted(self.policy)
        rules = [Fact(f"policy.{each}", name_label(each)) for each in names]
        groups.append((_("The shop's policy"), rules))
        return [(name, facts) for name, facts in groups if facts]

    def fact_choices(self, kept: str = "", only: str = "") -> Choices:
        """`kept` stays on offer even where no step gathers it any more; `only` is a type."""
        groups: Choices = []
        for name, facts in self.facts:
            fitting = [(each.path, each.label) for each in facts if only in {"", each.type}]
            if fitting:
                groups.append((name, fitting))
        offered = {path for _name, facts in self.facts for path in (each.path for each in facts)}
        if kept and kept not in offered:
            groups.append((_("No longer gathered"), [(kept, kept)]))
        return groups

    def type_of(self, path: str) -> str:
        facts = (each for _name, group in self.facts for each in group)
        return next((each.type for each in facts if each.path == path), "")

    def _answers(self) -> Iterable[Fact]:
        for step_id, step in self.document.steps.items():
            if isinstance(step, Ask):
                for each in step.fields:
                    label = in_language(each.label, self.language) or FIELD_TYPES[each.type]
                    yield Fact(f"answer.{fact_name(each.name)}", str(label), each.type)
                    if each.choices_from:
                        in_words = _("%s, by name") % label
                        yield Fact(f"chosen.{fact_name(each.name)}", in_words, "list")
            elif isinstance(step, Choose):
                label = _("Choice at %s") % self.name(step_id)
                yield Fact(f"answer.{fact_name(step_id)}", label, "option")


def _merged(facts: Iterable[Fact]) -> list[Fact]:
    """What several steps ask under one name is one fact, told by all their labels."""
    merged: dict[str, Fact] = {}
    for each in facts:
        known = merged.setdefault(each.path, each)
        if each.label not in known.label.split(_OR):
            merged[each.path] = replace(known, label=f"{known.label}{_OR}{each.label}")
    return list(merged.values())


def _looked_up(read: str) -> Iterable[Fact]:
    kind = LOOKUPS[read]
    for name, type_ in {**kind.public, **kind.personal}.items():
        words = f"{kind.label}: {name_words(name)}"
        yield Fact(f"{read}.{name}", words, type_)


def _time_facts() -> list[Fact]:
    return [Fact("now.date", _("Today"), "date"), Fact("now.time", _("Time of day"))]
