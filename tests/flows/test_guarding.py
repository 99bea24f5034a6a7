"""What was typed is not told to whoever came by a link before a mailbox is proven."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict

import pytest

from flows import runtime
from flows.case_file import case_file
from flows.passage import Passage
from flows.present import view_of
from flows.runtime.holding import held_in_json
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.runtime.steps import asked, mailed_code
from tests.flows.runtime.test_asking import asked as question_asked

EMAIL = "jane@example.com"
HINT = "j***@e***.com"


def moved(passage: Passage) -> Passage:
    """As it is on the other device."""
    secret = runtime.make_link(passage.session).url.split("/")[-2]
    token = runtime.redeem(runtime.find_link(secret))
    return runtime.find(token, passage.session.shop)


@pytest.fixture
def found(demo: Shop) -> Iterator[Passage]:
    with within(demo):
        yield asked(demo)


def test_an_address_is_a_hint_in_the_transcript_and_in_the_data(found: Passage) -> None:
    assert EMAIL in str(view_of(found).transcript)
    there = moved(found)
    for told in (asdict(view_of(there)), held_in_json(there)):
        assert EMAIL not in str(told)
        assert f"1001, {HINT}" in str(told)


def test_a_form_opened_again_shows_neither_the_address_nor_its_hint(found: Passage) -> None:
    there = moved(found)
    back = runtime.back(there, "which")
    values = {field.name: field.value for field in view_of(back).fields}
    assert values["number"] == "1001"
    assert not values["email"]


def test_a_question_loses_addresses_and_numbers(taught: Shop) -> None:
    there = moved(question_asked(taught, f"Where is my parcel 20231, {EMAIL}?"))
    for told in (asdict(view_of(there)), held_in_json(there)):
        assert EMAIL not in str(told)
        assert "20231" not in str(told)
        assert "Where is my parcel" in str(told)


def test_a_proof_and_the_people_of_the_shop_open_all_of_it(found: Passage) -> None:
    there = moved(found)
    assert EMAIL in str(case_file(there))
    runtime.answer(there, "sure", option="yes")
    runtime.answer(there, "prove", values={"code": mailed_code(there)})
    assert EMAIL in str(view_of(there).transcript)
    assert EMAIL in str(held_in_json(there))
