"""From a position to what a client is shown: one truth for HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from flows.choices import choices_of
from flows.engine import document as d
from flows.engine.document import Document
from flows.engine.facts import fact_name
from flows.engine.position import Awaits
from flows.models import Revision
from flows.passage import Passage
from flows.promised import late, pending, promised, ticket_of, told
from flows.runtime.proving import waiting
from flows.runtime.starting import peek
from flows.texts import plain_text, safe_html
from flows.transcript import transcript
from flows.view import ChoiceView, FieldView, OptionView, View
from integrations.models import Delivery
from selfservice.tenancy.models import Shop

KINDS = {
    Awaits.PROOF: "prove",
    Awaits.NOTHING: "end",
    Awaits.EFFECT: "wait",
    Awaits.LOOKUP: "wait",
    Awaits.TIME: "wait",
    Awaits.FLOW: "wait",
}
POLL_SECONDS = 2


def view_of(passage: Passage, language: str = "") -> View:
    """The session as it stands, in its own language or the one given."""
    position, language = passage.position, language or passage.session.language
    kind = KINDS.get(position.awaits) or str(getattr(position.step, "kind", "end"))
    lines = transcript(passage, language)
    deliveries = promised(passage)
    shown = _Shown(passage.document(), language, position.facts)
    text = position.step.text or (_working(language) if kind == "wait" else {})
    return View(
        step=position.key.step,
        kind=kind,
        text=shown.text(text),
        html=shown.html(text),
        options=_code_options(language) if kind == "prove" else shown.options(position.step),
        fields=_code_field(language)
        if kind == "prove"
        else shown.fields(position.step, _typed(passage)),
        can_go_back=bool(lines) and lines[-1].can_change,
        notices=tuple(_notices(passage, kind, deliveries, language)),
        deliveries=told(deliveries, language),
        outcome=passage.session.outcome if kind == "end" else "",
        ticket=ticket_of(passage),
        poll_after=POLL_SECONDS if kind == "wait" or pending(deliveries) else None,
        button=shown.text(getattr(position.step, "button", {})),
        rating=kind == "end" and getattr(position.step, "rating", False),
        can_start_another=kind in {"end", "wait"},
        person=_may_call_person(passage, kind),
        transcript=lines,
    )


def first_view(shop: Shop, revision: Revision, language: str = "") -> View:
    """The first step of a flow, shown before any session exists; nothing is stored."""
    return view_of(peek(shop, revision, language))


def _may_call_person(passage: Passage, kind: str) -> bool:
    """Everywhere but where a person has the case already or is being told of it."""
    step = passage.position.step
    here = passage.position.key.step == passage.document().person
    return not here and (kind != "end" or (isinstance(step, d.End) and step.leads_to_person()))


def _notices(
    passage: Passage, kind: str, deliveries: list[Delivery], language: str
) -> Iterator[str]:
    with translation.override(language):
        if kind == "prove" and not waiting(passage):
            yield _("No code is waiting in your mailbox. Ask for another, or let a person help.")
        if late(deliveries):
            yield _(
                "This takes longer than usual. You need not wait here: we go on by ourselves, "
                "and a person takes over if it cannot be done."
            )


def _working(language: str) -> d.Text:
    with translation.override(language):
        return {language: _("One moment, we are working on it.")}


def _code_field(language: str) -> tuple[FieldView, ...]:
    with translation.override(language):
        return (FieldView("code", "code", _("Code from the e-mail"), required=True),)


def _code_options(language: str) -> tuple[OptionView, ...]:
    with translation.override(language):
        return (
            OptionView("resend", _("Send another code")),
            OptionView("not_proven", _("I cannot open this mailbox")),
        )


def _typed(passage: Passage) -> Mapping[str, Any]:
    """What the shopper gave before, so that a field opened again is not empty."""
    kept: Mapping[str, Any] = (passage.position.reopened or {}).get("values") or {}
    by_fact = {fact_name(name): value for name, value in kept.items()}
    return by_fact or passage.position.facts.get("answer", {})


class _Shown:
    """One document's texts in one language."""

    def __init__(self, document: Document, language: str, facts: Mapping[str, Any]) -> None:
        self.language = language
        self.facts = facts
        self.fallback = document.languages[0] if document.languages else ""

    def text(self, text: d.Text) -> str:
        return plain_text(text, self.language, self.facts, self.fallback)

    def html(self, text: d.Text) -> str:
        return safe_html(text, self.language, self.facts, self.fallback)

    def options(self, step: d.BaseStep) -> tuple[OptionView, ...]:
        options = step.options if isinstance(step, d.Choose) else ()
        return tuple(
            OptionView(each.id, self.text(each.label), self.text(each.help)) for each in options
        )

    def fields(self, step: d.BaseStep, given: Mapping[str, Any]) -> tuple[FieldView, ...]:
        fields = step.fields if isinstance(step, d.Ask) else ()
        return tuple(self._field(each, given.get(fact_name(each.name))) for each in fields)

    def _field(self, field: d.AskField, value: Any) -> FieldView:
        return FieldView(
            name=field.name,
            type=field.type.value,
            label=self.text(field.label),
            required=field.required,
            help=self.text(field.help) or self.text(field.purpose),
            choices=self._choices(field),
            value=value,
            min=field.minimum,
            max=field.maximum,
            accept="image/jpeg,image/png,image/webp" if field.type is d.FieldType.FILE else "",
            multiple=field.type in {d.FieldType.SEVERAL, d.FieldType.FILE},
        )

    def _choices(self, field: d.AskField) -> tuple[ChoiceView, ...]:
        labels = choices_of(field, self.facts, self.language, self.fallback)
        return tuple(ChoiceView(each, label) for each, label in labels.items())
