"""What a new flow begins with: fit to publish, and with a person who can be reached."""

from __future__ import annotations

import pytest

from flows.beginnings import blank_document
from flows.drafting import start_flow
from flows.engine.document import Ask, End
from flows.models import Flow
from flows.publishing import inspect
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

pytestmark = pytest.mark.django_db


def test_a_blank_flow_asks_for_an_address_before_it_opens_a_ticket(shop: Shop) -> None:
    document = blank_document(shop, "Gift cards")
    asked = document.steps[document.person]
    assert isinstance(asked, Ask)
    ended = document.steps[asked.exits["next"]]
    assert isinstance(ended, End)
    assert {field.name for field in asked.fields} == {"email", "message"}
    ticket = ended.effects[0].arguments
    assert (ticket["contact"].fact, ticket["message"].fact) == ("answer.email", "answer.message")
    assert ticket["subject"].text == dict.fromkeys(document.languages, "Gift cards")


def test_a_blank_flow_can_be_published_as_it_stands(shop: Shop) -> None:
    with within(shop):
        document = blank_document(shop, "Gift cards")
        flow = Flow(shop=shop, key="gift-cards", title="Gift cards")
        start_flow(flow, document, "Started", None)
        assert inspect(flow, document).problems == ()
