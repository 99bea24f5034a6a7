"""Brings the result of a delivery back into the session that asked for it."""

from __future__ import annotations

from typing import Any

from flows.engine.entries import EntryKind, Key
from flows.models import Session
from flows.passage import Passage, load
from flows.runtime.advancing import advance
from flows.runtime.errors import Stale
from integrations.models import Delivery, State
from selfservice.tenancy.scope import within

OUTCOMES = {
    State.DONE: "done",
    State.REFUSED: "refused",
    State.CANCELLED: "refused",
    State.STUCK: "failed",
}
ROUNDS = 5


def settle(delivery: Delivery, **_sent: Any) -> None:
    """Repeating it is harmless. A shopper who answers meanwhile only makes it try again."""
    if delivery.session is None or not delivery.flow:
        return
    with within(delivery.shop):
        for _round in range(ROUNDS):
            session = Session.objects.select_related("shop").filter(pk=delivery.session).first()
            if session is None or _settled(load(session), delivery):
                return
    raise Stale(f"Session {delivery.session} kept moving while delivery {delivery.pk} settled.")


def _settled(passage: Passage, delivery: Delivery) -> bool:
    """False if somebody else moved the session first."""
    key = Key(delivery.flow, delivery.step, delivery.visit)
    value = {
        "effect": delivery.effect,
        "kind": delivery.kind,
        "outcome": OUTCOMES[State(delivery.state)],
        "facts": (delivery.result or {}).get("facts", {}),
        "reference": (delivery.result or {}).get("reference", ""),
    }
    if _known(passage, key, value):
        return True
    passage.add(EntryKind.EFFECT, key, value)
    try:
        advance(passage)
    except Stale:
        return False
    return True


def _known(passage: Passage, key: Key, value: dict[str, Any]) -> bool:
    """Whether the newest result of this effect says the same already."""
    told = [
        entry.value
        for entry in passage.entries
        if entry.kind is EntryKind.EFFECT
        and entry.key == key
        and entry.value["effect"] == value["effect"]
    ]
    return bool(told) and told[-1]["outcome"] == value["outcome"]
