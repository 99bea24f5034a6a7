"""What an order's number and its contact tell by themselves is this list, and nothing else."""

from __future__ import annotations

from integrations.effects import LOOKUPS
from integrations.lookups import order_now
from integrations.order_facts import personal_facts, public_facts
from selfservice.tenancy.models import Shop

STATUS = {"number", "status", "as_of"}
DATES = {"placed_on", "shipped_on", "delivered_on", "expected_on"}
COUNTED_FROM_DATES = {"days_since_delivery", "days_late", "return_until", "return_days_left"}
WHERE_THE_CODE_GOES = {"email_hint"}
WITHOUT_A_PROOF = STATUS | DATES | COUNTED_FROM_DATES | WHERE_THE_CODE_GOES | {"carrier"}


def test_before_a_proof_there_are_status_dates_and_carrier_alone(demo: Shop) -> None:
    order = order_now(demo, "1003").order
    assert order is not None
    assert set(LOOKUPS["order"].public) == WITHOUT_A_PROOF
    assert set(public_facts(demo, order)) == WITHOUT_A_PROOF
    assert not WITHOUT_A_PROOF & set(personal_facts(order))
