"""What a person decides about a delivery: each a conditional update, with an audit event."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from integrations.models import Autonomy, Delivery, Setting, State
from integrations.not_possible import NotPossible
from integrations.outbox import hand_over, ring_after_commit
from selfservice import clock
from selfservice.privacy import audit
from selfservice.tenancy.models import User

# From which states a person may take each decision, in the order they are offered.
STATES: dict[str, tuple[State, ...]] = {
    "approve": (State.WAITING_APPROVAL,),
    "try_again": (State.STUCK,),
    "done_by_hand": (State.STUCK, State.WAITING_APPROVAL),
    "reject": (State.WAITING_APPROVAL,),
}


def possible(delivery: Delivery) -> list[str]:
    """The decisions that the delivery can take as it stands."""
    fitting = [name for name, states in STATES.items() if delivery.state in states]
    if "approve" in fitting and _by_hand_only(delivery):
        fitting.remove("approve")
    return fitting


def approve(delivery: Delivery, actor: User) -> None:
    if _by_hand_only(delivery):
        raise NotPossible(_("Your shop does this by hand: do it, then mark it done."))
    _turn(delivery, actor, "approve", state=State.QUEUED, reason="")


def reject(delivery: Delivery, actor: User, why: str) -> None:
    """Calls it off, and tells a person to tell the shopper why."""
    if not why.strip():
        raise NotPossible(_("Write the reason: it goes into the ticket that tells the shopper."))
    changes = _settled(State.CANCELLED) | {"business_key": None, "reason": why[:500]}
    with transaction.atomic():
        _turn(delivery, actor, "reject", why, **changes)
        hand_over(delivery, why)


def try_again(delivery: Delivery, actor: User) -> None:
    """With the same key, so that a vendor who keeps keys does it once in any case."""
    changes: dict[str, Any] = {"state": State.QUEUED, "settled": None, "reported": False}
    _turn(delivery, actor, "try_again", strikes=0, attempts=0, **changes)


def done_by_hand(delivery: Delivery, actor: User, reference: str) -> None:
    """`reference` proves it: the vendor's number of the refund, say."""
    if not reference.strip():
        raise NotPossible(_("Write the reference under which it was done."))
    field: Any = Delivery._meta.get_field("result")
    result = {"reference": reference.strip(), "facts": {"reference": reference.strip()}}
    changes = _settled(State.DONE) | {"result": field.sealed_for(delivery, result)}
    _turn(delivery, actor, "done_by_hand", reference, **changes)


def _by_hand_only(delivery: Delivery) -> bool:
    setting = Setting.objects.filter(effect=delivery.kind).first()
    return setting is not None and setting.autonomy == Autonomy.SUGGEST


def _settled(state: State) -> dict[str, Any]:
    return {"state": state, "settled": clock.now(), "reported": False}


def _turn(delivery: Delivery, actor: User, action: str, why: str = "", **changes: Any) -> None:
    with transaction.atomic():
        still = Delivery.objects.filter(pk=delivery.pk, state__in=STATES[action])
        if not still.update(due=None, rung=None, **changes):
            raise NotPossible(_("This delivery has moved on meanwhile: look at it again."))
        audit.record(delivery.shop, actor, f"delivery.{action}", delivery, why)
        ring_after_commit(delivery)
