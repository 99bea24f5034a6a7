"""A browser is told which of its own fillings fits, and nothing where none does."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from flows import ready_made
from flows.page.autocomplete import autocomplete_of
from flows.page.forms import form_for
from flows.view import FieldView, View

CHANGE = Path(ready_made.__file__).parent / "starters" / "change-order.json"


def _drawn(name: str, type_: str) -> str:
    field = FieldView(name, type_, "Label", required=True)
    return str(form_for(View("s", "ask", "", "", fields=(field,)))[name])


@pytest.mark.parametrize(
    ("name", "type_", "token"),
    [
        ("street", "text", "address-line1"),
        ("city", "text", "address-level2"),
        ("postal_code", "text", "postal-code"),
        ("country", "text", "country-name"),
        ("first_name", "text", "given-name"),
        ("address", "long_text", "street-address"),
        ("contact", "email", "email"),
        ("call", "phone", "tel"),
    ],
)
def test_a_field_names_its_filling(name: str, type_: str, token: str) -> None:
    assert re.findall(r'autocomplete="([^"]+)"', _drawn(name, type_)) == [token]


def test_what_is_not_about_the_shopper_names_none() -> None:
    assert "autocomplete" not in _drawn("reason", "text")
    assert autocomplete_of("name", "number") == {}


def test_every_part_of_the_starters_address_can_be_filled() -> None:
    fields = json.loads(CHANGE.read_text(encoding="utf-8"))["document"]["steps"]["address"][
        "fields"
    ]
    assert all(autocomplete_of(each["name"], each["type"]) for each in fields)
