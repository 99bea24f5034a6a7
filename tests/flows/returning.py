"""A flow that takes back what a shopper chooses, and the passage up to that choice."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from flows import runtime
from flows.passage import Passage
from selfservice.tenancy.models import Shop
from tests.flows.cancelling import CANCEL, publish
from tests.flows.runtime.steps import at_proof, mailed_code

_FIELD = {
    "name": "lines",
    "type": "several",
    "label": {"en": "Items"},
    "choices_from": "order.returnable",
}
_CALL = {
    "id": "back",
    "kind": "create_return",
    "arguments": {"order": {"fact": "order.number"}, "lines": {"fact": "answer.lines"}},
}


def returning() -> dict[str, Any]:
    """As the cancelling flow, but once proven it asks for items and creates a return."""
    document = deepcopy(CANCEL)
    document["steps"]["may"]["exits"]["otherwise"] = "sure"
    document["steps"]["prove"]["exits"]["proven"] = "items"
    document["steps"]["items"] = {
        "kind": "ask",
        "text": {"en": "Which items?"},
        "fields": [_FIELD],
        "exits": {"next": "sure_items"},
    }
    document["steps"]["sure_items"] = {
        "kind": "say",
        "text": {"en": "It is {chosen.lines}."},
        "exits": {"next": "back"},
    }
    document["steps"]["back"] = {
        "kind": "do",
        "effect": _CALL,
        "exits": {"done": "kept", "refused": "human", "failed": "human"},
    }
    return document


def refunding() -> dict[str, Any]:
    """The same, giving the money for them back."""
    document = returning()
    document["steps"]["back"]["effect"] = {**_CALL, "kind": "refund"}
    return document


def at_items(shop: Shop, flow: dict[str, Any] | None = None) -> Passage:
    """With order 1021, two mugs and a teapot. Call it in the shop's scope."""
    publish(shop, "cancel", flow or returning())
    passage = at_proof(shop, "1021")
    return runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
