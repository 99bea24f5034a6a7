"""Facts: looked up by path, compared as what they look like, never raising."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.engine.document import Condition, Operator
from flows.engine.facts import MISSING, holds, look

FACTS = {
    "order": {"status": "Shipped", "number": "007", "paid": True, "items": ["a", "B"]},
    "x": "",
}


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("order.status", "Shipped"),
        ("order.nothing", MISSING),
        ("order.status.deeper", MISSING),
        ("x", MISSING),
        ("nowhere.at.all", MISSING),
    ],
)
def test_a_path_leads_to_a_value_or_nowhere(path: str, value: Any) -> None:
    assert look(FACTS, path) == value


@pytest.mark.parametrize(
    ("value", "operator", "wanted", "expected"),
    [
        ("Shipped", "is", "shipped", True),
        ("shipped", "is_not", "shipped", False),
        ("2.50", "is", 2.5, True),
        (True, "is", True, True),
        (True, "is", "true", True),
        (["a", "b"], "is", "B", True),
        ([{"id": "MUG", "quantity": 1}], "is", "mug", True),
        ([{"id": "MUG", "quantity": 1}], "one_of", ["tea", "pot"], False),
        ("a", "one_of", ["a", "b"], True),
        ("c", "not_one_of", ["a", "b"], True),
        ("ship", "one_of", "shipped", False),
        ("shipped", "one_of", "shipped", True),
        ("shipped", "one_of", 5, False),
        (9, "at_most", "10", True),
        ("2026-01-09", "at_least", "2026-01-10", False),
        ("many", "at_most", 10, False),
        ("NaN", "at_most", 10, False),
        ("sNaN", "is", 10, False),
        ("Infinity", "at_least", 10, False),
        (None, "is_not", "a", False),
        (None, "unknown", None, True),
        (0, "known", None, True),
        (False, "known", None, True),
    ],
)
def test_a_condition_holds_as_its_operator_says(
    value: Any, operator: str, wanted: Any, expected: bool
) -> None:
    condition = Condition(fact="answer.it", operator=Operator(operator), value=wanted)
    assert holds(condition, {"answer": {"it": value}}) is expected


SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12)
ANYTHING = SCALARS | st.lists(SCALARS, max_size=3) | st.dictionaries(st.text(), SCALARS, max_size=2)


@given(value=ANYTHING, wanted=ANYTHING, operator=st.sampled_from(Operator))
@settings(max_examples=300, deadline=None)
def test_no_answer_makes_a_condition_raise(value: Any, wanted: Any, operator: Operator) -> None:
    condition = Condition(fact="answer.it", operator=operator, value=wanted)
    assert holds(condition, {"answer": {"it": value}}) in {True, False}
