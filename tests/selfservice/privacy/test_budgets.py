"""Budgets are exact, forget with time, and know nobody's name."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
import time_machine

from selfservice.privacy.budgets import give_back, left, spend
from selfservice.privacy.models import Budget
from tests.at_once import AtOnce

HOUR = timedelta(hours=1)
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def test_sixteen_threads_together_take_exactly_the_limit(at_once: AtOnce) -> None:
    def eight_tries(_number: int) -> int:
        return sum(spend("look-up", "anna", 5, HOUR) for _try in range(8))

    assert sum(at_once(16, eight_tries)) == 5


@pytest.mark.django_db
def test_a_budget_is_spent_then_comes_back_with_the_next_window() -> None:
    with time_machine.travel(NOON, tick=False):
        assert [spend("code", "anna", 2, HOUR) for _try in range(3)] == [True, True, False]
        assert not left("code", "anna", 2, HOUR)
    with time_machine.travel(NOON + HOUR, tick=False):
        assert left("code", "anna", 2, HOUR)
        assert [spend("code", "anna", 2, HOUR) for _try in range(3)] == [True, True, False]


@pytest.mark.django_db
def test_budgets_of_other_names_and_subjects_are_untouched() -> None:
    assert spend("code", "anna", 1, HOUR)
    assert spend("code", "otto", 1, HOUR)
    assert spend("login", "anna", 1, HOUR)
    assert not spend("code", "anna", 1, HOUR)


@pytest.mark.django_db
def test_a_rightful_try_is_given_back() -> None:
    assert spend("login", "anna", 1, HOUR)
    give_back("login", "anna")
    assert spend("login", "anna", 1, HOUR)


@pytest.mark.django_db
def test_what_was_given_back_is_no_more_than_what_was_taken() -> None:
    assert spend("login", "anna", 1, HOUR)
    for _time in range(3):
        give_back("login", "anna")
    assert [spend("login", "anna", 1, HOUR) for _try in range(2)] == [True, False]


@pytest.mark.django_db
def test_the_subject_is_not_stored() -> None:
    spend("login", "anna@anna.example", 1, HOUR)
    assert "anna" not in str(Budget.objects.values().get())
