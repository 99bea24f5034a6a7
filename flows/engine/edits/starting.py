"""What a new step, or a new flow, starts with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from flows.engine.document import (
    Ask,
    AskField,
    Check,
    Choose,
    Do,
    Document,
    EffectCall,
    End,
    FieldType,
    GoTo,
    LookUp,
    Option,
    Outcome,
    Prove,
    Say,
    Step,
    Text,
)
from flows.engine.refusal import EditRefused


def starting(document: Document, kind: str) -> Step:
    """A step of the kind, with empty texts in every language, and failures led to the person."""
    if kind not in _STARTING:
        raise EditRefused("no_kind", kind=kind, kinds=", ".join(_STARTING))
    step = _STARTING[kind](empty(document))
    to_person = {each: document.person for each in step.exit_ids()[1:] if each in _TO_PERSON}
    return step.model_copy(update={"exits": to_person})


def empty(document: Document) -> Text:
    return dict.fromkeys(document.languages, "")


def blank(title: Text, languages: Sequence[str]) -> Document:
    """The smallest flow: a greeting that leads to an end, and the way to a person."""
    texts: Text = dict.fromkeys(languages, "")
    steps: Mapping[str, Step] = {
        "say": Say(text=texts, exits={"next": "end"}),
        "end": End(text=texts),
        "person": End(text=texts, outcome=Outcome.HANDED_OVER),
    }
    return Document(
        title=title, languages=tuple(languages), start="say", person="person", steps=steps
    )


def _choose(text: Text) -> Step:
    options = (Option(id="option", label=text), Option(id="option-2", label=text))
    return Choose(text=text, options=options)


def _ask(text: Text) -> Step:
    return Ask(text=text, fields=(AskField(name="field", type=FieldType.TEXT, label=text),))


_TO_PERSON = {"missing", "failed", "refused", "not_proven"}
_STARTING: Mapping[str, Callable[[Text], Step]] = {
    "say": lambda text: Say(text=text),
    "choose": _choose,
    "ask": _ask,
    "look_up": lambda text: LookUp(text=text, read="order"),
    "prove": lambda text: Prove(text=text, about="order"),
    "check": lambda _text: Check(),
    "do": lambda text: Do(text=text, effect=EffectCall(id="ticket", kind="open_ticket")),
    "go_to": lambda _text: GoTo(),
    "end": lambda text: End(text=text),
}
