"""What came into a ticket while somebody was writing: it is read before they go on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations.desk.models import Author, Message, Ticket
from integrations.desk.turns import messages_of
from integrations.not_possible import NotPossible

_SHOWN = 120  # characters of what came, enough to know it again
_MEANWHILE = {
    Author.SHOPPER: gettext_lazy(
        "The shopper has written a moment ago: “%(text)s” Read it, then send yours again."
    ),
    Author.AGENT: gettext_lazy(
        "%(person)s has answered a moment ago: “%(text)s” Read it, then send yours if it is "
        "still needed."
    ),
    Author.SYSTEM: gettext_lazy("This came a moment ago: “%(text)s” Read it, then go on."),
}


def since(ticket: Ticket, seen: int | None) -> list[Message]:
    """The messages after the first `seen`; none if nobody says how many they saw."""
    return [] if seen is None else messages_of(ticket)[seen:]


def last_word(ticket: Ticket) -> list[Message]:
    """The newest message that is no note: a form sent again after "back" says the same once."""
    return [each for each in messages_of(ticket) if each.author != Author.NOTE][-1:]


def refuse(newer: Iterable[Message]) -> None:
    """Raises NotPossible, unless there are but notes."""
    for each in newer:
        sentence = _MEANWHILE.get(Author(each.author))
        if sentence is not None:
            text = Truncator(each.body).chars(_SHOWN)
            person = each.member or _("Somebody")
            raise NotPossible(str(sentence) % {"person": person, "text": text})


def unanswered_since(ticket: Ticket) -> datetime | None:
    """Since when the shopper waits, by what they said; none if the last word was ours."""
    waiting: datetime | None = ticket.created
    for each in messages_of(ticket):
        if each.author == Author.AGENT:
            waiting = None
        elif each.author == Author.SHOPPER or each.case is not None:
            waiting = waiting or each.at
    return waiting
