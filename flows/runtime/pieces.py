"""The form field of several choices of which some pieces may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


class PiecesField(forms.MultipleChoiceField):
    """Takes ids, each for all its pieces, and `{id, quantity}`; `pieces` says how many there are.

    What is counted is answered with its quantity, so that a list which changes later cannot change
    what was chosen.
    """

    def __init__(self, labels: Mapping[str, str], pieces: Mapping[str, int]) -> None:
        super().__init__(choices=[(name, name) for name in labels])
        self.labels, self.pieces = labels, pieces

    def clean(self, value: Any) -> Any:
        if not isinstance(value, list | tuple):
            return super().clean(value)
        ids = super().clean([_id(each) for each in value])
        if len(set(ids)) < len(ids):
            raise ValidationError(_("Name each of them once."))
        return list(self._counted(zip(ids, value, strict=True)))

    def _counted(self, chosen: Iterable[tuple[str, Any]]) -> Iterable[Any]:
        for name, each in chosen:
            most = self.pieces.get(name, 1)
            wanted = each.get("quantity", most) if isinstance(each, Mapping) else most
            quantity = _whole(wanted)
            if not 0 < quantity <= most:
                told = {"most": most, "name": self.labels[name]}
                raise ValidationError(_("%(name)s: choose from 1 to %(most)s pieces.") % told)
            yield {"id": name, "quantity": quantity} if name in self.pieces else name


def _id(each: Any) -> Any:
    return each.get("id") if isinstance(each, Mapping) else each


def _whole(given: Any) -> int:
    """0 for what is no whole number."""
    text = str(given).strip()
    return int(text) if text.isdecimal() and len(text) < 7 else 0
