"""A flow that most tests walk: look an order up, prove it, cancel it; and how to publish one."""

from __future__ import annotations

from typing import Any

from flows.models import Flow, Revision
from selfservice.clock import now
from selfservice.tenancy.models import Shop


def text(english: str) -> dict[str, str]:
    return {"en": english}


CANCEL: dict[str, Any] = {
    "schema": 1,
    "title": text("Cancel an order"),
    "languages": ["en"],
    "start": "which",
    "person": "human",
    "steps": {
        "which": {
            "kind": "ask",
            "text": text("Which order?"),
            "fields": [
                {"name": "number", "type": "order_number", "label": text("Order number")},
                {
                    "name": "email",
                    "type": "email",
                    "label": text("E-mail"),
                    "purpose": text("To find the order"),
                },
            ],
            "exits": {"next": "find"},
        },
        "find": {
            "kind": "look_up",
            "read": "order",
            "arguments": {"number": {"fact": "answer.number"}, "contact": {"fact": "answer.email"}},
            "exits": {"found": "may", "missing": "which", "failed": "human"},
        },
        "may": {
            "kind": "check",
            "rules": [
                {
                    "id": "early",
                    "when": [
                        {
                            "fact": "order.status",
                            "operator": "one_of",
                            "value": ["unpaid", "processing"],
                        }
                    ],
                }
            ],
            "exits": {"early": "sure", "otherwise": "late"},
        },
        "sure": {
            "kind": "choose",
            "text": text("Order {order.number} is {order.status}. Cancel it?"),
            "options": [
                {"id": "yes", "label": text("Yes, cancel")},
                {"id": "no", "label": text("No, keep it")},
            ],
            "exits": {"yes": "prove", "no": "kept"},
        },
        "prove": {
            "kind": "prove",
            "about": "order",
            "text": text("We sent a code to {order.email_hint}."),
            "exits": {"proven": "cancel", "not_proven": "human"},
        },
        "cancel": {
            "kind": "do",
            "effect": {
                "id": "cancel",
                "kind": "cancel_order",
                "arguments": {"order": {"fact": "order.number"}},
            },
            "exits": {"done": "gone", "refused": "human", "failed": "human"},
        },
        "gone": {"kind": "end", "text": text("Order {order.number} is cancelled.")},
        "kept": {"kind": "end", "text": text("Nothing was changed.")},
        "late": {"kind": "end", "text": text("It is on its way.")},
        "human": {
            "kind": "end",
            "outcome": "handed_over",
            "text": text("A person will write to you."),
            "effects": [
                {
                    "id": "ticket",
                    "kind": "open_ticket",
                    "arguments": {
                        "subject": {"text": text("Order {order.number}")},
                        "contact": {"fact": "answer.email"},
                    },
                }
            ],
        },
    },
}


def publish(shop: Shop, key: str, document: dict[str, Any], home: bool = False) -> Flow:
    """Makes the document the flow's next live revision."""
    flow, _made = Flow.objects.get_or_create(
        shop=shop, key=key, defaults={"title": document["title"]["en"], "home": home}
    )
    number = flow.revisions.count() + 1
    flow.live = Revision.objects.create(
        shop=shop, flow=flow, number=number, document=document, published=now()
    )
    flow.save()
    return flow
