"""What a delivery would do, in words for the people who decide."""

from __future__ import annotations

from django.utils import translation

from integrations import delivery_words, outbox
from selfservice.tenancy.models import Shop
from tests.integrations.orders import request

ADDRESS = {"name": "Jane Roe", "street": "1 New Road", "city": "Praha", "country": None}


def test_a_new_address_is_read_as_an_address(demo: Shop) -> None:
    asked = outbox.put(demo, request("change_address", order="1001", address=ADDRESS))
    assert delivery_words.asked_for(asked) == "Address: Jane Roe, 1 New Road, Praha"


def test_a_row_is_read_column_by_column_whatever_its_columns_are_called(demo: Shop) -> None:
    row = {
        "name": "Jane Roe",
        "Paid": {"amount": "1250.00", "currency": "EUR"},
        "Day": "2026-01-02",
        "Note": None,
    }
    noted = outbox.put(demo, request("append_row", table="Wishes", row=row))
    with translation.override("en"):
        said = delivery_words.asked_for(noted)
    assert said == ("Table: Wishes\nRow: name: Jane Roe; Paid: 1,250.00 EUR; Day: 2 Jan 2026")
