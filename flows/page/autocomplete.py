"""Tells a browser which of its own fillings fits a field, by what the field is called."""

from __future__ import annotations

from collections.abc import Mapping

# The tokens of HTML's autofill. `street` and `country` are single lines of free text, for which
# HTML has `address-line1` and `country-name`.
_TOKENS: Mapping[str, str] = {
    "name": "name",
    "recipient": "name",
    "first_name": "given-name",
    "given_name": "given-name",
    "last_name": "family-name",
    "family_name": "family-name",
    "surname": "family-name",
    "company": "organization",
    "street": "address-line1",
    "city": "address-level2",
    "town": "address-level2",
    "postal_code": "postal-code",
    "postcode": "postal-code",
    "zip": "postal-code",
    "country": "country-name",
}
_LONG: Mapping[str, str] = {"address": "street-address"}


def autocomplete_of(name: str, type_: str) -> dict[str, str]:
    """The attribute, where there is one: types such as an e-mail bring their own."""
    token = {"text": _TOKENS, "long_text": _LONG}.get(type_, {}).get(name)
    return {"autocomplete": token} if token else {}
