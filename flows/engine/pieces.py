"""What was chosen of a list: a member by its id alone, or some of its pieces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

# Member id -> pieces; None for all that there are.
Chosen = Mapping[str, int | None]


def chosen_of(given: Any) -> Chosen:
    """From the value of a field: one or several ids, each of which may be `{id, quantity}`."""
    return dict(map(_told, given if isinstance(given, list) else [given]))


def members(listed: Any, chosen: Chosen) -> list[dict[str, Any]]:
    """Those chosen, with the pieces chosen; `of` is how many there are, where they are more."""
    known: Sequence[dict[str, Any]] = listed if isinstance(listed, list) else ()
    return [_taken(each, chosen[str(each["id"])]) for each in known if str(each["id"]) in chosen]


def counted(member: Mapping[str, Any]) -> int | None:
    """How many pieces of a member there are, where its list counts them."""
    quantity = member.get("quantity")
    return quantity if isinstance(quantity, int) and quantity > 0 else None


def _told(each: Any) -> tuple[str, int | None]:
    if isinstance(each, Mapping):
        return str(each.get("id")), counted(each)
    return str(each), None


def _taken(member: dict[str, Any], pieces: int | None) -> dict[str, Any]:
    there = counted(member)
    if pieces is None or pieces == there:
        return member
    more = {"of": there} if there and there > pieces else {}
    return {**member, "quantity": pieces, **more}
