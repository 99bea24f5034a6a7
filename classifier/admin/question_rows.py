"""Which questions a list shows, and how each of them is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classifier.admin.names import language_name
from classifier.masking import words_of
from classifier.models import Method, Outcome, Question
from selfservice.tenancy.navigation import address

# What an owner looks at: nothing fitted, whatever was offered, and it is no phrase yet.
UNKNOWN = Q(taken=False) & (
    Q(method=Method.NONE, outcome__in=[Outcome.OPEN, Outcome.NONE, Outcome.PERSON])
    | Q(method=Method.MENU, outcome__in=[Outcome.NONE, Outcome.PERSON])
)
KINDS: dict[str, tuple[str | Promise, Q]] = {
    "unknown": (gettext_lazy("Did not know"), UNKNOWN),
    "wrong": (gettext_lazy("Said it was wrong"), Q(outcome=Outcome.WRONG)),
    "asked": (gettext_lazy("Asked what was meant"), Q(method=Method.MENU)),
    "opened": (gettext_lazy("Opened a flow"), Q(method=Method.CLASSIFIER)),
    "all": (gettext_lazy("All"), Q()),
}


@dataclass(frozen=True, slots=True)
class Line:
    """`tone` colours what happened: good, warm or bad."""

    pk: str
    text: str
    language: str
    at: datetime
    tone: str
    happened: str
    offered: str
    outcome: str
    taken: bool
    session: str  # its address, or nothing


def line_of(question: Question, titles: Mapping[str, str], with_session: bool) -> Line:
    page = address("admin:flows_session_change", question.session) if with_session else ""
    return Line(
        pk=str(question.pk),
        text=words_of(question),
        language=language_name(question.language),
        at=question.at,
        tone=_tone(question),
        happened=_happened(question, titles),
        offered=_offered(question, titles),
        outcome=_outcome(question, titles),
        taken=question.taken,
        session=page,
    )


def likeliest_label(question: Question) -> str:
    """The flow that the shopper named, or went on in: a guess that was refused teaches nonsense."""
    refused = question.outcome in {Outcome.WRONG, Outcome.NONE, Outcome.ASIDE}
    if question.method == Method.CLASSIFIER and refused and not _named_another(question):
        return ""
    return question.label


def _named_another(question: Question) -> bool:
    """Then the flow that was opened stands first among the alternatives."""
    return question.label in question.alternatives[1:]


def _tone(question: Question) -> str:
    if question.outcome in {Outcome.WRONG, Outcome.NONE} or question.method == Method.NONE:
        return "bad"
    return "good" if question.method == Method.CLASSIFIER else "warm"


def _happened(question: Question, titles: Mapping[str, str]) -> str:
    if question.method == Method.CLASSIFIER:
        opened = question.alternatives[0] if _named_another(question) else question.label
        return _("Opened “%(flow)s”") % {"flow": titles.get(opened, opened)}
    return str(Method(question.method).label)


def _offered(question: Question, titles: Mapping[str, str]) -> str:
    if question.method == Method.CLASSIFIER:
        return ""
    return ", ".join(titles.get(each, each) for each in question.alternatives)


def _outcome(question: Question, titles: Mapping[str, str]) -> str:
    if question.outcome == Outcome.CHOSEN and question.label:
        return _("Chose “%(flow)s”") % {"flow": titles.get(question.label, question.label)}
    return str(Outcome(question.outcome).label) if question.outcome else ""
