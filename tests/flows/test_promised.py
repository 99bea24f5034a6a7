"""How an action stands is told to the shopper as the delivery has it, and not otherwise."""

from __future__ import annotations

import pytest

from flows.present import view_of
from integrations.models import Delivery, State
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.runtime.steps import cancelling


@pytest.mark.parametrize("state", State)
def test_a_shopper_reads_the_deliverys_own_state(demo: Shop, state: State) -> None:
    with within(demo):
        passage = cancelling(demo)
        Delivery.objects.filter(kind="cancel_order").update(state=state)
        [told] = view_of(passage).deliveries
    assert told.status == ("refused" if state is State.CANCELLED else state.value)
