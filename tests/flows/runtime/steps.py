"""Moves that several tests make: to a step, with the code that was mailed."""

from __future__ import annotations

import re

from flows import runtime
from flows.passage import Passage
from integrations import outbox
from selfservice.tenancy.models import Shop


def asked(shop: Shop, number: str = "1001", email: str = "jane@example.com") -> Passage:
    """A passage that has named its order."""
    passage, _token = runtime.start(shop)
    return runtime.answer(passage, "which", values={"number": number, "email": email})


def at_proof(shop: Shop, number: str = "1001") -> Passage:
    return runtime.answer(asked(shop, number), "sure", option="yes")


def mailed_code(passage: Passage) -> str:
    """The newest code, as the delivery that carries it has it."""
    mails = [
        each for each in outbox.deliveries_of(passage.session.pk) if each.effect.startswith("code-")
    ]
    found = re.search(r"\b([2-9A-Z]{4} [2-9A-Z]{4})\b", mails[-1].arguments["body"])
    assert found
    return found.group(1)


def cancelling(shop: Shop, number: str = "1001") -> Passage:
    """A passage whose cancellation was accepted and is on its way."""
    passage = at_proof(shop, number)
    return runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
