"""The owner's words for what a document is made of."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from flows.engine.document import BaseStep, Check, Choose, FieldType, Operator, Outcome
from flows.engine.texts import in_language


@dataclass(frozen=True, slots=True)
class KindWords:
    name: str | Promise
    does: str | Promise
    icon: str  # a Material symbol that the admin's theme brings along


KINDS: dict[str, KindWords] = {
    "say": KindWords(
        gettext_lazy("Show a message"),
        gettext_lazy("A text, and a button to go on."),
        "chat_bubble",
    ),
    "choose": KindWords(
        gettext_lazy("Offer choices"),
        gettext_lazy("A question with buttons; each leads on."),
        "alt_route",
    ),
    "ask": KindWords(
        gettext_lazy("Ask for details"),
        gettext_lazy("A form: order number, e-mail, date ..."),
        "edit_note",
    ),
    "look_up": KindWords(
        gettext_lazy("Look something up"),
        gettext_lazy("Reads an order from your shop's system."),
        "search",
    ),
    "prove": KindWords(
        gettext_lazy("Check identity"),
        gettext_lazy("A one-time code to the order's own e-mail."),
        "verified_user",
    ),
    "check": KindWords(
        gettext_lazy("Check a rule"),
        gettext_lazy("Goes one way or another by what is known."),
        "rule",
    ),
    "do": KindWords(
        gettext_lazy("Carry out an action"),
        gettext_lazy("Cancels, refunds, sends, opens a ticket."),
        "bolt",
    ),
    "go_to": KindWords(
        gettext_lazy("Go to"), gettext_lazy("Goes on at another step or flow."), "redo"
    ),
    "end": KindWords(
        gettext_lazy("End"), gettext_lazy("Solved, or handed over to a person."), "flag"
    ),
}

EXITS: dict[str, str | Promise] = {
    "next": gettext_lazy("Then"),
    "found": gettext_lazy("When found"),
    "missing": gettext_lazy("When there is no such record"),
    "failed": gettext_lazy("When the system does not answer"),
    "proven": gettext_lazy("When proven"),
    "not_proven": gettext_lazy("When not proven"),
    "otherwise": gettext_lazy("Otherwise"),
    "done": gettext_lazy("When done"),
    "refused": gettext_lazy("When refused"),
}

FIELD_TYPES: dict[str, str | Promise] = {
    FieldType.TEXT: gettext_lazy("Short text"),
    FieldType.LONG_TEXT: gettext_lazy("Long text"),
    FieldType.EMAIL: gettext_lazy("E-mail address"),
    FieldType.PHONE: gettext_lazy("Phone number"),
    FieldType.ORDER_NUMBER: gettext_lazy("Order number"),
    FieldType.NUMBER: gettext_lazy("Number"),
    FieldType.DATE: gettext_lazy("Date"),
    FieldType.CHOICE: gettext_lazy("One of several choices"),
    FieldType.SEVERAL: gettext_lazy("Several choices"),
    FieldType.FILE: gettext_lazy("Photo or file"),
    FieldType.RATING: gettext_lazy("Rating"),
    FieldType.CONSENT: gettext_lazy("Consent"),
}

OPERATORS: dict[str, str | Promise] = {
    Operator.IS: gettext_lazy("is"),
    Operator.IS_NOT: gettext_lazy("is not"),
    Operator.ONE_OF: gettext_lazy("is one of"),
    Operator.NOT_ONE_OF: gettext_lazy("is none of"),
    Operator.AT_MOST: gettext_lazy("is at most"),
    Operator.AT_LEAST: gettext_lazy("is at least"),
    Operator.KNOWN: gettext_lazy("is known"),
    Operator.UNKNOWN: gettext_lazy("is not known"),
}

OUTCOMES: dict[str, str | Promise] = {
    Outcome.SOLVED: gettext_lazy("Solved"),
    Outcome.HANDED_OVER: gettext_lazy("Handed over to a person"),
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
