"""Facts: a tree of what is known, read by dotted paths and tested by conditions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from flows.engine.document import Condition, Operator


class Missing:
    """The value of a path that leads nowhere."""

    def __bool__(self) -> bool:
        return False


MISSING = Missing()


def fact_name(part_id: str) -> str:
    """A step's, field's or effect's id inside a fact path, where hyphens are not allowed."""
    return part_id.replace("-", "_")


def look(facts: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path, or MISSING. An empty text or None counts as missing."""
    value: Any = facts
    for name in path.split("."):
        if not isinstance(value, Mapping) or name not in value:
            return MISSING
        value = value[name]
    return MISSING if value is None or value == "" else value


def holds(condition: Condition, facts: Mapping[str, Any]) -> bool:
    """A comparison with a missing fact does not hold, whichever way it points."""
    value = look(facts, condition.fact)
    if condition.operator is Operator.KNOWN:
        return value is not MISSING
    if condition.operator is Operator.UNKNOWN:
        return value is MISSING
    if value is MISSING:
        return False
    return _TESTS[condition.operator](value, condition.value)


def _comparable(value: Any) -> Any:
    """Finite numbers as Decimal and everything else as text; ISO dates order as text."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, date | datetime):
        return value.isoformat()
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value).casefold()
    return number if number.is_finite() else str(value).casefold()


def _same(value: Any, wanted: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(_same(each, wanted) for each in value)
    if isinstance(value, Mapping) and "id" in value:  # some pieces of it, or a member itself
        value = value["id"]
    return bool(_comparable(value) == _comparable(wanted))


def _among(value: Any, wanted: Any) -> bool:
    """One value instead of a list counts as a list of one."""
    listed = wanted if isinstance(wanted, list | tuple) else (wanted,)
    return any(_same(value, each) for each in listed)


def _ordered(value: Any, wanted: Any, test: Callable[[Any, Any], bool]) -> bool:
    left, right = _comparable(value), _comparable(wanted)
    return type(left) is type(right) and test(left, right)


_TESTS: Mapping[Operator, Callable[[Any, Any], bool]] = {
    Operator.IS: _same,
    Operator.IS_NOT: lambda value, wanted: not _same(value, wanted),
    Operator.ONE_OF: _among,
    Operator.NOT_ONE_OF: lambda value, wanted: not _among(value, wanted),
    Operator.AT_MOST: lambda value, wanted: _ordered(value, wanted, lambda a, b: a <= b),
    Operator.AT_LEAST: lambda value, wanted: _ordered(value, wanted, lambda a, b: a >= b),
}
