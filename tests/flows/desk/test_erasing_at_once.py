"""An answer and an erasure of the same ticket take turns: one of them is told, nothing is torn."""

from __future__ import annotations

from flows import runtime
from integrations.desk import working
from integrations.desk.models import Message, Ticket
from integrations.models import Delivery, State
from integrations.not_possible import NotPossible
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from tests.at_once import AtOnce
from tests.flows.desk.conftest import a_ticket


def test_a_ticket_is_answered_or_erased(at_once: AtOnce) -> None:
    shop, owner, ticket = at_once(1, _prepared)[0]

    def act(number: int) -> str:
        with within(shop):
            return _erased(shop, ticket, owner) if number % 2 else _answered(ticket, owner)

    said = at_once(2, act)

    def left(_number: int) -> tuple[int, int]:
        with within(shop):
            return Ticket.objects.count(), Message.objects.count()

    tickets, messages = at_once(1, left)[0]
    if "erased" in said:
        assert (tickets, messages) == (0, 0)
    else:
        assert said == ["answered", "under way"]
        assert (tickets, messages) == (1, 2)


def _prepared(_number: int) -> tuple[Shop, User, Ticket]:
    shop = Shop.objects.create(key="busy", name="Busy", languages=["en"])
    owner = User.objects.create_superuser("root@example.com", "correct horse battery")
    with within(shop):
        ticket = a_ticket(shop, "Complaint")
        Delivery.objects.update(state=State.DONE)
    return shop, owner, ticket


def _answered(ticket: Ticket, by: User) -> str:
    try:
        working.reply(ticket, by, "We send a new one.")
    except NotPossible:
        return "gone"
    return "answered"


def _erased(shop: Shop, ticket: Ticket, by: User) -> str:
    try:
        runtime.erase_case(shop, ticket, by)
    except runtime.UnderWay:
        return "under way"
    return "erased"
