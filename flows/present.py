"""From a position to what a client is shown: one truth for HTML and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from classifier.routing import ready
from flows.choices import choices_of, pieces_of, plainly
from flows.engine import document as d
from flows.engine.document import Document
from flows.engine.facts import fact_name, look
from flows.engine.position import Awaits
from flows.guarding import guarded, untyped
from flows.models import Revision
from flows.passage import Passage
from flows.promised import late, pending, promised, ticket_of, told, unheard
from flows.runtime.attaching import most_files
from flows.runtime.options import RESEND
from flows.runtime.proving import waiting
from flows.runtime.starting import peek
from flows.suggesting import last_typed, notice_before, with_question
from flows.texts import plain_text, safe_html
from flows.transcript import transcript
from flows.view import ChoiceView, FieldView, OptionView, View
from integrations.models import Delivery
from selfservice.files.kinds import ACCEPT
from selfservice.files.reading import described
from selfservice.tenancy.models import Shop

KINDS = {
    Awaits.PROOF: "prove",
    Awaits.NOTHING: "end",
    Awaits.EFFECT: "wait",
    Awaits.LOOKUP: "wait",
    Awaits.TIME: "wait",
    Awaits.FLOW: "wait",
}
ASKABLE = {"say", "choose", "ask", "end"}  # elsewhere something else has to happen first
POLL_SECONDS = 2


def view_of(passage: Passage, language: str = "") -> View:
    """The session as it stands, in its own language or the one given."""
    passage = guarded(passage)
    position, language = passage.position, language or passage.session.language
    kind = KINDS.get(position.awaits) or str(getattr(position.step, "kind", "end"))
    stops = position.stops()
    deliveries = promised(passage)
    shown = _Shown(passage.document(), language, position.facts)
    text = position.step.text or (_working(language) if kind == "wait" else {})
    if kind == "prove" and isinstance(position.step, d.LookUp):
        text = _held(language)
    can_ask = kind in ASKABLE and ready(passage.session.shop)
    view = View(
        step=position.key.step,
        kind=kind,
        text=shown.text(text),
        html=shown.html(text),
        options=_code_options(language) if kind == "prove" else shown.options(position.step),
        fields=_code_field(language)
        if kind == "prove"
        else shown.fields(position.step, _typed(passage)),
        can_go_back=bool(stops) and stops[-1].can_change,
        notices=tuple(_notices(passage, kind, deliveries, language)),
        deliveries=told(deliveries, passage.session.shop, language),
        outcome=passage.session.outcome if kind == "end" else "",
        ticket=ticket_of(passage),
        poll_after=POLL_SECONDS if _may_change(passage, kind, deliveries) else None,
        button=shown.text(getattr(position.step, "button", {})),
        rating=kind == "end" and getattr(position.step, "rating", False),
        can_start_another=kind in {"end", "wait"},
        person=_may_call_person(passage, kind),
        can_ask=can_ask,
        question_notice=notice_before(passage, language) if can_ask else "",
        transcript=transcript(passage, language),
    )
    return with_question(view, passage, language)


def first_view(shop: Shop, revision: Revision, language: str = "") -> View:
    """The first step of a flow, shown before any session exists; nothing is stored."""
    return view_of(peek(shop, revision, language))


def _may_change(passage: Passage, kind: str, deliveries: list[Delivery]) -> bool:
    """Whether whoever looks should look again."""
    return kind == "wait" or pending(deliveries) or unheard(passage, deliveries)


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


def _held(language: str) -> d.Text:
    """Says the same whether there is such an order or not."""
    with translation.override(language):
        sentence = _(
            "**Please confirm that it is you.**\n\nIf what you typed fits an order, a code goes to "
            "the order's e-mail address, unless several went there today already. Nothing came? Go "
            "back and check what you typed, or let a person help."
        )
    return {language: sentence}


def _code_field(language: str) -> tuple[FieldView, ...]:
    with translation.override(language):
        return (FieldView("code", "code", _("Code from the e-mail"), required=True),)


def _code_options(language: str) -> tuple[OptionView, ...]:
    with translation.override(language):
        return (
            OptionView(RESEND, _("Send another code")),
            OptionView("not_proven", _("I cannot open this mailbox")),
        )


def _typed(passage: Passage) -> Mapping[str, Any]:
    """What the shopper gave before, so that a field opened again is not empty."""
    kept: Mapping[str, Any] = (passage.position.reopened or {}).get("values") or {}
    by_fact = {fact_name(name): value for name, value in kept.items()}
    told = {**_known_mailbox(passage), **_told_person(passage)}
    return untyped(passage, by_fact or {**told, **passage.position.facts.get("answer", {})})


def _known_mailbox(passage: Passage) -> dict[str, str]:
    """Who is signed in at the shop need not type the address, until that has to be proven again."""
    step, email = passage.position.step, look(passage.position.facts, "identity.email")
    email = email if passage.position.proven else None
    fields = step.fields if isinstance(step, d.Ask) and email else ()
    return {fact_name(each.name): str(email) for each in fields if each.type is d.FieldType.EMAIL}


def _told_person(passage: Passage) -> dict[str, str]:
    """A person gets the question as it was typed: nobody has to write it twice."""
    step, asked = passage.position.step, last_typed(passage)
    if not asked or passage.position.key.step != passage.document().person:
        return {}
    fields = step.fields if isinstance(step, d.Ask) else ()
    free = (each for each in fields if each.type is d.FieldType.LONG_TEXT)
    return {fact_name(each.name): asked for each in free}


def _kept(ids: Any) -> tuple[dict[str, Any], ...]:
    """The files that a field was given before, as a client shows them."""
    return tuple(asdict(file) for file in described(ids if isinstance(ids, list) else ()))


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
        return tuple(self._field(each, self._value(each, given)) for each in fields)

    def _value(self, field: d.AskField, given: Mapping[str, Any]) -> Any:
        """What was given before, emptied on purpose or not, else what the flow says is known."""
        name = fact_name(field.name)
        if name in given or field.prefill is None:
            return given.get(name)
        return look(self.facts, field.prefill) or None

    def _field(self, field: d.AskField, value: Any) -> FieldView:
        is_file = field.type is d.FieldType.FILE
        return FieldView(
            name=field.name,
            type=field.type.value,
            label=self.text(field.label),
            required=field.required,
            help=self.text(field.help) or self.text(field.purpose),
            choices=self._choices(field),
            value=_kept(value) if is_file else plainly(value, pieces_of(field, self.facts)),
            min=field.minimum,
            max=most_files(field) if is_file else field.maximum,
            accept=ACCEPT if is_file else "",
            multiple=field.type in {d.FieldType.SEVERAL, d.FieldType.FILE},
        )

    def _choices(self, field: d.AskField) -> tuple[ChoiceView, ...]:
        labels = choices_of(field, self.facts, self.language, self.fallback)
        pieces = pieces_of(field, self.facts)
        return tuple(ChoiceView(each, label, pieces.get(each)) for each, label in labels.items())
