"""A conversation that has grown too long begins anew, with a sentence."""

from __future__ import annotations

import pytest

from flows.runtime import growing
from tests.flows.page.forms_in import Page, Shopper


@pytest.mark.parametrize("verb", ["yes", "again", "back"])
def test_a_conversation_of_very_many_steps_begins_anew(
    shopper: Shopper, found: Page, monkeypatch: pytest.MonkeyPatch, verb: str
) -> None:
    monkeypatch.setattr(growing, "MOST_ENTRIES", 1)
    pressed = {"option": "yes"} if verb == "yes" else {"do": verb}
    page = shopper.sends(found, "answer" if verb == "yes" else "go", **pressed)
    assert page.status == 410
    assert "has grown very long" in page.html
    assert page.token == ""
    assert "Order number" in page.html or "Which order?" in page.html
