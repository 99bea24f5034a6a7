"""POST /api/v1/session/answers/."""

from __future__ import annotations

from copy import deepcopy

import pytest

from flows.models import Entry
from integrations.effects import LOOKUPS
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App
from tests.flows.conftest import CANCEL, publish


@pytest.fixture
def started(app: App) -> App:
    app.start()
    return app


def test_an_answer_gives_the_next_view(started: App) -> None:
    status, body = started.answer(step="which", values=ORDER)
    assert status == 200
    assert [option["id"] for option in body["view"]["options"]] == ["yes", "no"]
    assert "1001" in body["view"]["text"]


def test_personal_facts_are_not_in_the_view_before_the_proof(started: App) -> None:
    """Even where the shop's own text names them."""
    personal = " ".join(f"{{order.{name}}}" for name in LOOKUPS["order"].personal)
    document = deepcopy(CANCEL)
    document["steps"]["sure"]["text"]["en"] = f"[Track]({{order.tracking_url}}) {personal}"
    with within(started.shop):
        publish(started.shop, "cancel", document)
    started.start()
    _status, answered = started.answer(step="which", values=ORDER)
    assert answered["view"]["text"].strip() == "[Track]()"
    _status, resumed = started.resume()
    told = str([answered, resumed]).replace(ORDER["email"], "")
    assert not any(word in told for word in ("Jane", "601", "Mill", "mug", "CZK", "@"))


def test_wrong_values_are_422_with_a_sentence_for_each_field(started: App) -> None:
    status, body = started.answer(step="which", values={"number": "1001", "email": "jane"})
    assert status == 422
    assert set(body["errors"]) == {"email"}


def test_neither_or_both_of_option_and_values_is_422(started: App) -> None:
    assert started.answer(step="which")[0] == 422
    assert started.answer(step="which", option="x", values={})[0] == 422


def test_a_step_that_is_not_on_the_path_is_409_with_the_present_view(started: App) -> None:
    status, body = started.answer(step="prove", values={"code": "x"})
    assert (status, body["type"]) == (409, "stale")
    assert body["view"]["step"] == "which"


def test_the_same_key_gives_the_same_answer_and_no_second_entry(started: App) -> None:
    first = started.answer("k1", step="which", values=ORDER)
    with within(started.shop):
        before = Entry.objects.count()
    assert started.answer("k1", step="which", values=ORDER) == first
    with within(started.shop):
        assert Entry.objects.count() == before


def test_the_same_key_with_another_body_is_422(started: App) -> None:
    started.answer("k1", step="which", values=ORDER)
    status, body = started.answer("k1", step="sure", option="no")
    assert (status, body["type"]) == (422, "key-reused")


def test_a_refused_request_leaves_its_key_free(started: App) -> None:
    started.answer("k1", step="which", values={"number": "1001", "email": "jane"})
    assert started.answer("k1", step="which", values=ORDER)[0] == 200


def test_a_body_that_is_not_json_is_a_plain_400(started: App) -> None:
    answered = started.client.post(
        "/api/v1/session/answers/",
        "{",
        content_type="application/json",
        headers={"Authorization": f"Bearer {started.token}"},
    )
    assert answered.status_code == 400
    assert answered.json()["status"] == 400
