"""The entries of a session told in an owner's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from flows.builder.action_words import effect_label
from flows.builder.words import exit_words, step_words
from flows.engine.document import Ask, BaseStep, Document, load
from flows.engine.entries import PERSON, EntryKind
from flows.engine.texts import in_language
from flows.models import Entry
from integrations.effects import LOOKUPS


@dataclass(frozen=True, slots=True)
class Moment:
    """`details` are what the shopper gave, by label; they may be personal."""

    at: datetime
    sentence: str
    place: str = ""
    details: tuple[tuple[str, str], ...] = ()


def told(entries: Sequence[Entry], language: str, with_contact: bool) -> list[Moment]:
    """Every entry in order; what the shopper typed only where the reader may see it."""
    documents = {
        str(each.value.get("flow") or each.flow): load(each.revision.document)
        for each in entries
        if each.revision is not None
    }
    moments = []
    for entry in entries:
        step = _step(documents, entry)
        place = step_words(step, language) if step else ""
        sentence = _TELL[EntryKind(entry.kind)](_named(entry), step, language)
        details = _details(entry, step, language) if with_contact else ()
        moments.append(Moment(entry.at, sentence, place, details))
    return moments


def _step(documents: Mapping[str, Document], entry: Entry) -> BaseStep | None:
    document = documents.get(entry.flow)
    return document.steps.get(entry.step) if document else None


def _named(entry: Entry) -> Mapping[str, Any]:
    """With the title of the flow, as its key is nothing to read."""
    value: dict[str, Any] = entry.value
    return {**value, "title": entry.revision.flow.title} if entry.revision else value


def _details(entry: Entry, step: BaseStep | None, language: str) -> tuple[tuple[str, str], ...]:
    values = entry.value.get("values") if entry.kind == EntryKind.ANSWER else None
    if not values:
        return ()
    fields = step.fields if isinstance(step, Ask) else ()
    labels = {each.name: in_language(each.label, language) for each in fields}
    return tuple((labels.get(name) or name, str(value)) for name, value in values.items())


def _entered(value: Mapping[str, Any], _step: BaseStep | None, _language: str) -> str:
    return _("Entered the flow “%s”.") % str(value.get("title") or value.get("flow", ""))


def _answered(value: Mapping[str, Any], step: BaseStep | None, language: str) -> str:
    option = str(value.get("option", ""))
    if option == PERSON:
        return _("Asked for a person.")
    if option and step is not None and option in step.exit_ids():
        return _("Chose “%s”.") % exit_words(step, option, language)
    return _("Filled in the form.") if value.get("values") else _("Went on.")


def _looked_up(value: Mapping[str, Any], step: BaseStep | None, _language: str) -> str:
    read = LOOKUPS.get(getattr(step, "read", ""))
    words = {"what": read.label if read else "", "outcome": _outcomes().get(value["outcome"], "")}
    return _("Looked up: %(what)s – %(outcome)s.") % words


def _proved(value: Mapping[str, Any], _step: BaseStep | None, _language: str) -> str:
    if value.get("outcome") == "proven":
        return _("Proved to be the customer.")
    return _("Could not prove to be the customer.")


def _accepted(value: Mapping[str, Any], step: BaseStep | None, _language: str) -> str:
    return _("Asked us to: %s.") % _effect_words(value, step)


def _settled(value: Mapping[str, Any], step: BaseStep | None, _language: str) -> str:
    outcome = _outcomes().get(value.get("outcome", ""), "")
    return f"{_effect_words(value, step)} – {outcome}."


def _effect_words(value: Mapping[str, Any], step: BaseStep | None) -> str:
    calls = [getattr(step, "effect", None), *getattr(step, "effects", ())]
    kinds = (each.kind for each in calls if each is not None and each.id == value.get("effect"))
    kind = value.get("kind") or next(kinds, None)
    return effect_label(kind) if kind else str(value.get("effect", ""))


def _outcomes() -> dict[str, str]:
    return {
        "found": _("found"),
        "missing": _("nothing found"),
        "failed": _("the system did not answer"),
        "done": _("done"),
        "refused": _("refused"),
    }


_TELL: Mapping[EntryKind, Callable[[Mapping[str, Any], BaseStep | None, str], str]] = {
    EntryKind.ENTERED: _entered,
    EntryKind.ANSWER: _answered,
    EntryKind.REOPENED: lambda *_any: _("Went back to change this answer."),
    EntryKind.LOOKUP: _looked_up,
    EntryKind.PROOF: _proved,
    EntryKind.TIME: lambda *_any: _("Checked the day and the shop's policy."),
    EntryKind.ACCEPTED: _accepted,
    EntryKind.EFFECT: _settled,
}
