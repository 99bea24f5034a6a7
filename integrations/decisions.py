"""What a person decides about a delivery: each a conditional update, with an audit event."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from integrations.models import Autonomy, Delivery, Setting, State
from integrations.outbox import hand_over, ring_after_commit
from selfservice import clock
from selfservice.privacy import audit
from selfservice.tenancy.models import User


class NotPossible(Exception):
    """Says, for the person who tried, why the delivery cannot take this turn any more."""


def approve(delivery: Delivery, actor: User) -> None:
    setting = Setting.objects.filter(effect=delivery.kind).first()
    if setting and setting.autonomy == Autonomy.SUGGEST:
        raise NotPossible(_("Your shop does this by hand: do it, then mark it done."))
    _turn(delivery, actor, "approve", (State.WAITING_APPROVAL,), state=State.QUEUED, reason="")


def reject(delivery: Delivery, actor: User, why: str = "") -> None:
    """Calls it off, and tells a person to tell the shopper."""
    changes = _settled(State.CANCELLED) | {"business_key": None, "reason": why[:500]}
    with transaction.atomic():
        _turn(delivery, actor, "reject", (State.WAITING_APPROVAL,), why, **changes)
        hand_over(delivery, why or _("A person called this off: tell the shopper."))


def try_again(delivery: Delivery, actor: User) -> None:
    """With the same key, so that a vendor who keeps keys does it once in any case."""
    changes: dict[str, Any] = {"state": State.QUEUED, "settled": None, "reported": False}
    _turn(delivery, actor, "try_again", (State.STUCK,), strikes=0, attempts=0, **changes)


def done_by_hand(delivery: Delivery, actor: User, reference: str) -> None:
    """`reference` proves it: the vendor's number of the refund, say."""
    if not reference.strip():
        raise NotPossible(_("Write the reference under which it was done."))
    field: Any = Delivery._meta.get_field("result")
    result = {"reference": reference.strip(), "facts": {"reference": reference.strip()}}
    changes = _settled(State.DONE) | {"result": field.sealed_for(delivery, result)}
    states = (State.STUCK, State.WAITING_APPROVAL)
    _turn(delivery, actor, "done_by_hand", states, reference, **changes)


def _settled(state: State) -> dict[str, Any]:
    return {"state": state, "settled": clock.now(), "reported": False}


def _turn(
    delivery: Delivery,
    actor: User,
    action: str,
    states: tuple[State, ...],
    why: str = "",
    **changes: Any,
) -> None:
    with transaction.atomic():
        still = Delivery.objects.filter(pk=delivery.pk, state__in=states)
        if not still.update(due=None, rung=None, **changes):
            raise NotPossible(_("This delivery has moved on meanwhile: look at it again."))
        audit.record(delivery.shop, actor, f"delivery.{action}", delivery, why)
        ring_after_commit(delivery)
