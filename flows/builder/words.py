"""The owner's words for what a document is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language_info
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from flows.engine.document import BaseStep, Check, Choose, FieldType, Operator, Outcome
from flows.engine.texts import in_language


@dataclass(frozen=True, slots=True)
class KindWords:
    name: str | Promise
    does: str | Promise
    icon: str  # a Material symbol that the admin's theme brings along


KINDS: dict[str, KindWords] = {
    "say": KindWords(
        later("Show a message"), later("A text, and a button to go on."), "chat_bubble"
    ),
    "choose": KindWords(
        later("Offer choices"), later("A question with buttons; each leads on."), "alt_route"
    ),
    "ask": KindWords(
        later("Ask for details"), later("A form: order number, e-mail, date ..."), "edit_note"
    ),
    "look_up": KindWords(
        later("Look something up"), later("Reads an order from your shop's system."), "search"
    ),
    "prove": KindWords(
        later("Check identity"),
        later("A one-time code to the order's own e-mail."),
        "verified_user",
    ),
    "check": KindWords(
        later("Check a rule"), later("Goes one way or another by what is known."), "rule"
    ),
    "do": KindWords(
        later("Carry out an action"), later("Cancels, refunds, sends, opens a ticket."), "bolt"
    ),
    "go_to": KindWords(later("Go to"), later("Goes on at another step or flow."), "redo"),
    "end": KindWords(later("End"), later("Solved, or handed over to a person."), "flag"),
}

EXITS: dict[str, str | Promise] = {
    "next": later("Then"),
    "found": later("When found"),
    "missing": later("When there is no such record"),
    "failed": later("When the system does not answer"),
    "proven": later("When proven"),
    "not_proven": later("When not proven"),
    "otherwise": later("Otherwise"),
    "done": later("When done"),
    "refused": later("When refused"),
}

FIELD_TYPES: dict[str, str | Promise] = {
    FieldType.TEXT: later("Short text"),
    FieldType.LONG_TEXT: later("Long text"),
    FieldType.EMAIL: later("E-mail address"),
    FieldType.PHONE: later("Phone number"),
    FieldType.ORDER_NUMBER: later("Order number"),
    FieldType.NUMBER: later("Number"),
    FieldType.DATE: later("Date"),
    FieldType.CHOICE: later("One of several choices"),
    FieldType.SEVERAL: later("Several choices"),
    FieldType.FILE: later("Photo or file"),
    FieldType.RATING: later("Rating"),
    FieldType.CONSENT: later("Consent"),
}

OPERATORS: dict[str, str | Promise] = {
    Operator.IS: later("is"),
    Operator.IS_NOT: later("is not"),
    Operator.ONE_OF: later("is one of"),
    Operator.NOT_ONE_OF: later("is none of"),
    Operator.AT_MOST: later("is at most"),
    Operator.AT_LEAST: later("is at least"),
    Operator.KNOWN: later("is known"),
    Operator.UNKNOWN: later("is not known"),
}

OUTCOMES: dict[str, str | Promise] = {
    Outcome.SOLVED: later("Solved"),
    Outcome.HANDED_OVER: later("Handed over to a person"),
}


def exit_words(step: BaseStep, exit_id: str, language: str) -> str:
    """What a way out is called: the button's own label, the rule's name, or the outcome."""
    if isinstance(step, Choose):
        labels = {option.id: option.label for option in step.options}
        return in_language(labels.get(exit_id, {}), language) or _("a button without a label")
    if isinstance(step, Check) and exit_id != "otherwise":
        names = {rule.id: rule.label for rule in step.rules}
        return names.get(exit_id) or _("a rule without a name")
    return str(EXITS.get(exit_id, exit_id))


def step_words(step: BaseStep, language: str) -> str:
    """The owner's name for a step, else the beginning of its text, else its kind."""
    text = " ".join(in_language(step.text, language).split())
    kind = str(KINDS[getattr(step, "kind", "say")].name)
    return step.title or (text[:60].rstrip() + ("…" if len(text) > 60 else "")) or kind


def language_words(code: str) -> str:
    try:
        return str(get_language_info(code)["name_translated"])
    except KeyError:
        return code
