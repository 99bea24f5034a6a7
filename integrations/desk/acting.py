"""Acts on an agent's word, through the same outbox as every other action."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from integrations import decisions, delivery_words, outbox
from integrations.conditions import ALLOWED
from integrations.desk.models import Author, Message, Ticket
from integrations.digests import digest
from integrations.effects import EFFECTS
from integrations.models import FAILED, Autonomy, Delivery, Setting, State
from integrations.not_possible import NotPossible
from integrations.order_facts import personal_facts
from integrations.values import Order
from selfservice.privacy import audit
from selfservice.tenancy.models import User

_BEFORE = gettext_lazy(
    "Something of this order was given back, or asked for, in this very moment. Look again."
)
STEP = "ticket:"  # where a flow's delivery names its step, an agent's names the ticket


@dataclass(frozen=True, slots=True)
class Asked:
    """`effect` and `turn` make a double click one action; `seen`, see the outbox."""

    kind: str
    effect: str
    arguments: Mapping[str, Any]
    order: Order
    turn: int
    seen: str = ""


def cancel_order(ticket: Ticket, by: User, order: Order, turn: int) -> Delivery:
    refuse_unless(order, "cancel_order")
    arguments = {"order": order.number}
    return ask(ticket, by, Asked("cancel_order", "cancel_order", arguments, order, turn))


def refuse_unless(order: Order, kind: str) -> None:
    statuses, sentence = ALLOWED.get(kind, (frozenset({order.status}), ""))
    if order.status not in statuses:
        raise NotPossible(sentence)


def autonomy_of(kind: str) -> Autonomy:
    setting = Setting.objects.filter(effect=kind).first()
    return Autonomy(setting.autonomy) if setting else Autonomy.APPROVE


def turn_of(ticket: Ticket, kind: str) -> int:
    """Goes with the form, so that a double click is one action, and one that came to nothing
    can be asked for again."""
    ended = Delivery.objects.filter(step=step_of(ticket), kind=kind)
    return 1 + ended.filter(state__in=FAILED).count()


def step_of(ticket: Ticket) -> str:
    return f"{STEP}{ticket.pk.hex}"


def ask(ticket: Ticket, by: User, asked: Asked) -> Delivery:
    """The agent who may approve it has approved it by asking. Nothing is written when it raises."""
    if autonomy_of(asked.kind) is Autonomy.OFF:
        raise NotPossible(
            _("Your shop has switched this action off. The owner can allow it again.")
        )
    request = outbox.Request(
        session=ticket.session,
        flow="",
        step=step_of(ticket),
        visit=min(asked.turn, turn_of(ticket, asked.kind)),
        effect=asked.effect,
        kind=asked.kind,
        arguments=asked.arguments,
        context=_case(ticket, asked.order),
        seen=asked.seen,
    )
    with transaction.atomic():
        delivery = outbox.put(ticket.shop, request)
        if _say(ticket, by, delivery):
            _refuse_refused(delivery)
            audit.record(ticket.shop, by, f"ticket.{asked.kind}", ticket, why=str(delivery.pk))
        if "approve" in decisions.possible(delivery):
            decisions.approve(delivery, by)
            delivery.refresh_from_db()
    return delivery


def _case(ticket: Ticket, order: Order) -> dict[str, Any]:
    """Trouble with the action comes back to the ticket.

    What the agent sees of the order is no fact of the case: the shopper may not have proven that
    it is theirs. Its items only name the lines of a refund.
    """
    acted_on = {"number": order.number, "items": personal_facts(order)["items"]}
    return {**ticket.case, "ticket": str(ticket.pk), "acted_on": acted_on}


def _refuse_refused(delivery: Delivery) -> None:
    """What the outbox would hand over to a person is said at once to the one who is here."""
    if delivery.state != State.REFUSED:
        return
    if EFFECTS[delivery.kind].money:
        raise NotPossible(_BEFORE)
    raise NotPossible(delivery.reason)


def _say(ticket: Ticket, by: User, delivery: Delivery) -> bool:
    """Whether this is the first time that the action was asked for.

    A note, for it is no news that anybody would have to read before an answer is sent.
    """
    with translation.override(ticket.shop.default_language):
        body = _("Asked for: %(action)s.") % {"action": delivery_words.action(delivery)}
    _message, made = Message.objects.get_or_create(
        key=digest("asked", delivery.key),
        defaults={
            "shop": ticket.shop,
            "ticket": ticket,
            "author": Author.NOTE,
            "member": by,
            "body": body,
        },
    )
    return made
