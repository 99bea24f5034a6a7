"""A withdrawal counts from when it is declared, not from when the order was looked up."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import time_machine

from flows import runtime
from integrations.models import Delivery
from selfservice.tenancy.models import Shop
from tests.flows.runtime.test_mailing import from_starter

NOON = datetime(2026, 11, 20, 12, 0, tzinfo=ZoneInfo("Europe/Prague"))


def test_a_shopper_who_thinks_it_over_gets_the_time_of_the_declaration(in_demo: Shop) -> None:
    from_starter(in_demo)
    with time_machine.travel(NOON, tick=False) as traveller:
        passage, _token = runtime.start(in_demo, "return")
        values = {"number": "1013", "email": "maria@example.com"}
        runtime.answer(passage, "ask_order", values=values)
        assert passage.position.facts["now"]["time"] == "12:00"
        traveller.shift(timedelta(minutes=47))
        runtime.answer(passage, "unclear", "declare")
        assert passage.position.facts["now"]["time"] == "12:47"
    [receipt] = Delivery.objects.filter(kind="send_email")
    assert "on 20 Nov 2026 at 12:47 we received" in receipt.arguments["body"]
    [ticket] = Delivery.objects.filter(kind="open_ticket")
    assert "12:47" in ticket.arguments["message"]
