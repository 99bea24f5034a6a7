"""Flows always know how long a return may take, even where a shop says nothing or nonsense."""

from __future__ import annotations

from typing import Any

import pytest

from selfservice.tenancy.models import Shop
from selfservice.tenancy.policy import USUAL, policy_of


def test_a_shop_that_says_nothing_has_the_usual_policy() -> None:
    assert policy_of(Shop()) == USUAL


def test_a_shops_own_facts_stand_over_the_usual_ones() -> None:
    own = {"return_days": 30, "return_fee": 99, "return_address": "Dlouhá 7"}
    assert policy_of(Shop(policy=own)) == {**USUAL, **own}


@pytest.mark.parametrize("days", ["a month", "30", None, 0, -5, True, 10**6, 14.5, []])
def test_days_that_are_no_number_of_days_are_the_usual_ones(days: Any) -> None:
    assert policy_of(Shop(policy={"return_days": days}))["return_days"] == 14
