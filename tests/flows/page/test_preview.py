"""A draft tried on the real page: only with its signed link, and without any effect."""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.test import Client

from flows import runtime
from flows.drafting import draft_of
from flows.models import Flow, Revision, Session
from flows.passage import load
from flows.preview import preview_address, preview_token
from integrations import outbox
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.conftest import CANCEL
from tests.flows.runtime.steps import mailed_code


@pytest.fixture
def draft(demo: Shop) -> Revision:
    """A draft of the published flow that asks in other words."""
    document = deepcopy(CANCEL)
    document["steps"]["which"]["text"]["en"] = "Which one, in the draft?"
    with within(demo):
        flow = Flow.objects.get(key="cancel")
        return Revision.objects.create(shop=demo, flow=flow, number=2, document=document)


def test_the_link_shows_the_draft_and_the_plain_address_the_live_flow(
    demo: Shop, draft: Revision, client: Client
) -> None:
    link = preview_address(demo, draft.flow, draft)
    assert b"Which one, in the draft?" in client.get(link).content
    assert b"Which order?" in client.get(f"/help/{demo.key}/cancel/").content


def test_a_forged_link_shows_no_flow(demo: Shop, draft: Revision, client: Client) -> None:
    answer = client.get(f"/help/{demo.key}/cancel/?preview=forged")
    assert answer.status_code == 404


def test_a_tried_draft_has_no_effect(demo: Shop, draft: Revision, client: Client) -> None:
    address = f"/help/{demo.key}/cancel/"
    with within(demo):
        posted = {"preview": preview_token(draft_of(draft.flow)), "step": "which"}
    client.post(address, posted | {"a-number": "1001", "a-email": "jane@example.com"})
    with within(demo):
        session = Session.objects.select_related("shop").get()
        assert session.preview
        passage = load(session)
        assert passage.position.key.step == "sure"


def test_actions_of_a_preview_are_only_played(demo: Shop, draft: Revision) -> None:
    with within(demo):
        passage, _token = runtime.start_on(demo, draft, preview=True)
        runtime.answer(passage, "which", values={"number": "1001", "email": "jane@example.com"})
        runtime.answer(passage, "sure", option="yes")
        runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
        assert passage.position.key.step == "gone"
        promised = [each for each in outbox.deliveries_of(passage.session.pk) if each.flow]
        assert promised == []


def test_a_preview_takes_no_other_code_than_the_mailed_one(demo: Shop, draft: Revision) -> None:
    with within(demo):
        passage, _token = runtime.start_on(demo, draft, preview=True)
        runtime.answer(passage, "which", values={"number": "1001", "email": "jane@example.com"})
        runtime.answer(passage, "sure", option="yes")
        with pytest.raises(runtime.Invalid):
            runtime.answer(passage, "prove", values={"code": "ANYTHING"})
        assert "customer" not in passage.position.facts["order"]
