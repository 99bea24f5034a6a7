"""What was promised in a ticket's case: each action, how it stands, and what may be decided."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from flows.desk.waiting import moment_words
from integrations import decision_buttons, delivery_words
from integrations.decision_buttons import Button
from integrations.desk.acting import step_of
from integrations.desk.models import Ticket
from integrations.models import Delivery, State

MOVING = {State.QUEUED, State.RUNNING, State.CHECKING}
_MOODS = {State.DONE: "good", State.REFUSED: "bad", State.STUCK: "bad", State.CANCELLED: "quiet"}


@dataclass(frozen=True, slots=True)
class Action:
    delivery: Delivery
    words: str
    state: str
    mood: str
    asked_for: str
    reason: str
    reference: str
    when: str
    buttons: Sequence[Button]


def deliveries_of(ticket: Ticket) -> list[Delivery]:
    """Of the shopper's session and of this ticket. Tickets are told elsewhere, and a mail is
    worth a line only while it has not arrived."""
    own = Q(step=step_of(ticket))
    if ticket.session is not None:
        own |= Q(session=ticket.session)
    rows = Delivery.objects.filter(own).exclude(kind="open_ticket").order_by("created", "pk")
    return list(rows.exclude(kind="send_email", state=State.DONE))


def actions_of(deliveries: Iterable[Delivery], may_decide: bool) -> list[Action]:
    return [
        Action(
            delivery=each,
            words=delivery_words.action(each),
            state=str(State(each.state).label),
            mood=_MOODS.get(State(each.state), "plain"),
            asked_for=delivery_words.asked_for(each) if each.kind != "send_email" else "",
            reason=each.reason,
            reference=str((each.result or {}).get("reference", "")),
            when=moment_words(each.settled or each.created),
            buttons=decision_buttons.buttons_for(each) if may_decide else (),
        )
        for each in deliveries
    ]


def is_moving(deliveries: Iterable[Delivery]) -> bool:
    """Whether something may change by itself within moments."""
    return any(State(each.state) in MOVING for each in deliveries)
