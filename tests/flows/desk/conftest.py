"""Tickets as flows open them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.cache import caches

from integrations.capabilities import Call
from integrations.desk.models import Ticket
from integrations.desk.opening import open_ticket
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

TOLD = "The handle came off when I opened the box."
Open = Callable[..., Ticket]


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    caches["lookups"].clear()


@pytest.fixture
def desk(demo: Shop) -> Iterator[Shop]:
    """Anna's shop on the demo connector, and inside its scope."""
    with within(demo):
        yield demo


@pytest.fixture
def opened(desk: Shop) -> Open:
    def make(subject: str = "Complaint, order 1003", **more: Any) -> Ticket:
        return a_ticket(desk, subject, **more)

    return make


@pytest.fixture
def ticket(opened: Open) -> Ticket:
    return opened()


def a_ticket(
    shop: Shop,
    subject: str,
    *,
    contact: str = "jane@example.com",
    order: str = "1003",
    session: UUID | None = None,
    language: str = "en",
    files: list[dict[str, Any]] | None = None,
) -> Ticket:
    session = session or uuid4()
    context = {
        "session": str(session),
        "language": language,
        "contact": contact,
        "transcript": [
            {"question": "Which order is it about?", "answer": f"{order}, {contact}"},
            {"question": "What is damaged?", "answer": TOLD},
        ],
        "facts": {"answer": {"number": order, "email": contact}, "policy": {"return_days": 14}},
        "files": files or [],
    }
    call = Call(
        key=f"key-{uuid4().hex}",
        arguments={"subject": subject, "contact": contact, "message": TOLD},
        context=context,
    )
    return Ticket.objects.get(number=open_ticket(shop, call))
