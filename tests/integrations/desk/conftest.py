"""A ticket that Jane opened in Czech, in a shop that can send mail, and who works on it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from integrations.capabilities import Call
from integrations.desk.models import Ticket
from integrations.desk.opening import open_ticket
from selfservice.tenancy.models import Member, Role, Shop, User

SESSION = "5e551000-0000-4000-8000-000000000007"
JANE = "jane@example.com"
FACTS = {
    "answer": {"number": "1001", "email": JANE, "story": "It came broken."},
    "order": {"number": "1001", "carrier": "PPL", "placed_on": "2026-11-20"},
}
TRANSCRIPT = [{"step": "story", "question": "What happened?", "answer": "It came broken."}]


def opened(
    shop: Shop, key: str = "k", session: str = SESSION, contact: str = JANE, **context: Any
) -> Ticket:
    """The ticket that a flow's end opens."""
    case = {"session": session, "language": "cs", "facts": FACTS, "transcript": TRANSCRIPT}
    arguments = {"subject": "Order 1001", "contact": contact, "message": "It came broken."}
    number = open_ticket(shop, Call(key, arguments, case | context))
    ticket: Ticket = Ticket.objects.select_related("shop").get(number=number)
    return ticket


def fresh(ticket: Ticket) -> Ticket:
    """As another agent reads it from the database."""
    read: Ticket = Ticket.objects.select_related("shop").get(pk=UUID(str(ticket.pk)))
    return read


@pytest.fixture
def ticket(demo: Shop) -> Ticket:
    return opened(demo)


@pytest.fixture
def bert(shop: Shop) -> User:
    """The other agent."""
    user = User.objects.create_user("bert@anna.example", "correct horse battery", is_staff=True)
    user.first_name = "Bert"
    user.save()
    Member.objects.create(shop=shop, user=user, role=Role.AGENT)
    return user
