"""Values of every JSON type sent to every type of field."""

from __future__ import annotations

from typing import Any

import pytest

from flows.engine.document import Ask, FieldType
from flows.runtime.errors import Invalid
from flows.runtime.values import checked

SENT: list[Any] = [
    *(True, False, 0, -1, 2**63, 2**64, 10**300, 1e308, float("inf"), "", "\x00", "\ud800", " "),
    *([], [[]], {}, {"a": 1}, [None], [{"\ud800": 1}], "9" * 5000, "2026-13-45", "NaN", None),
]


@pytest.mark.parametrize("sent", SENT, ids=lambda sent: repr(sent)[:20])
@pytest.mark.parametrize("kind", FieldType)
def test_every_value_is_taken_or_refused_in_a_sentence(kind: FieldType, sent: Any) -> None:
    field: dict[str, Any] = {"name": "x", "type": kind.value, "label": {"en": "X"}, "choices": []}
    step = Ask.model_validate({"kind": "ask", "fields": [field], "exits": {"next": "x"}})
    try:
        taken = checked(step, {"x": sent}, {})
    except Invalid as invalid:
        assert str(invalid.errors["x"])
    else:
        assert "\x00" not in str(taken)
        str(taken).encode()


def test_a_text_may_have_a_longest_length() -> None:
    code = {"name": "code", "type": "text", "label": {"en": "Postal code"}, "maximum": 10}
    step = Ask.model_validate({"kind": "ask", "fields": [code], "exits": {"next": "x"}})
    assert checked(step, {"code": " 602 00 "}, {}) == {"code": "602 00"}
    for wrong in ("12345678901", " ", None):
        with pytest.raises(Invalid):
            checked(step, {"code": wrong}, {})


def test_a_text_may_have_a_shortest_length() -> None:
    town = {"name": "town", "type": "text", "label": {"en": "Town"}, "minimum": 2}
    step = Ask.model_validate({"kind": "ask", "fields": [town], "exits": {"next": "x"}})
    assert checked(step, {"town": "Aš"}, {}) == {"town": "Aš"}
    with pytest.raises(Invalid):
        checked(step, {"town": " B "}, {})
