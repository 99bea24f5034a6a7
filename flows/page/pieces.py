"""Ticks of which some say how many pieces are meant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms

from flows.view import FieldView

MOST_LISTED = 20  # more pieces than this are typed


class PiecesSelect(forms.CheckboxSelectMultiple):
    """Its value has ids, or `{id, quantity}`. The chooser is drawn by `help_page/pieces.html`."""

    def __init__(self, field: FieldView) -> None:
        super().__init__(choices=[(each.id, each.label) for each in field.choices])
        self.pieces = {each.id: each.quantity or 1 for each in field.choices}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[Any]:
        """A chooser counts only where its tick is set."""
        chosen = super().value_from_datadict(data, files, name) or []
        return [_told(each, data.get(_chooser(name, each))) for each in chosen]

    def format_value(self, value: Any) -> list[str]:
        return list(_quantities(value))

    def subwidgets(
        self, name: str, value: Any, attrs: dict[str, Any] | None = None
    ) -> Iterator[dict[str, Any]]:
        quantities = _quantities(value)
        for option in super().subwidgets(name, value, attrs):
            most = self.pieces.get(str(option["value"]), 1)
            chosen = quantities.get(str(option["value"]), most)
            yield {**option, "pieces": _pieces(name, option, most, chosen) if most > 1 else None}


def _chooser(name: str, choice: str) -> str:
    return f"{name}-pieces-{choice}"


def _told(choice: str, quantity: str | None) -> Any:
    return choice if quantity is None else {"id": choice, "quantity": quantity}


def _quantities(value: Any) -> dict[str, Any]:
    """As given, by id; those given by the id alone are for all their pieces."""
    listed = value if isinstance(value, list | tuple) else ()
    told = [each if isinstance(each, Mapping) else {"id": each} for each in listed]
    return {str(each.get("id")): each.get("quantity") for each in told}


def _pieces(name: str, option: Mapping[str, Any], most: int, chosen: Any) -> dict[str, Any]:
    counts = [str(count) for count in range(1, most + 1)] if most <= MOST_LISTED else []
    return {
        "name": _chooser(name, str(option["value"])),
        "id": f"{option['attrs'].get('id', name)}_pieces",
        "most": most,
        "counts": counts,
        "chosen": str(most if chosen is None else chosen),
    }
