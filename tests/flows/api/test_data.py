"""GET and DELETE /api/v1/session/data/."""

from __future__ import annotations

import json
from typing import Any

import pytest

from classifier.models import Question
from flows import runtime
from flows.models import Challenge, Entry, Rating, ResumeLink, Session, Submission
from integrations.delivery import carry_out
from integrations.desk.models import Ticket
from integrations.models import Delivery, State
from selfservice.files.models import File
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App
from tests.flows.api.holding import in_shop, nobodys
from tests.flows.api.test_files import send
from tests.flows.runtime.steps import mailed_code
from tests.flows.topics_taught import PARCEL
from tests.selfservice.files.samples import photo

PATH = "/api/v1/session/data/"


@pytest.fixture
def found(app: App) -> App:
    """Has looked an order up and says what to do with it."""
    app.start(page="/cart/")
    app.answer(step="which", values=ORDER)
    return app


@pytest.fixture
def cancelled(found: App) -> App:
    """The order is cancelled, after a code."""
    found.answer(step="sure", option="yes")
    with within(found.shop):
        code = mailed_code(runtime.find(found.token))
    found.answer(step="prove", values={"code": code})
    settle(found)
    return found


def settle(app: App) -> None:
    with within(app.shop):
        for each in Delivery.objects.all():
            carry_out(each.pk)


def parts(app: App) -> dict[str, Any]:
    status, body = app.see(PATH)
    assert status == 200
    return {each["what"]: each for each in body["data"]}


def test_it_tells_what_is_held_why_and_until_when(found: App) -> None:
    send(found, photo())
    told = parts(found)
    assert set(told) == {"session", "answers", "facts", "files"}
    assert told["answers"]["purpose"] == "To answer you and to do what you asked for"
    assert told["answers"]["until"] > found.see(PATH)[1]["data"][0]["items"][1]["at"]
    assert told["answers"]["items"][0]["value"] == "1001, jane@example.com"
    assert told["files"]["items"][0]["label"] == "photo.jpg"
    assert {"label": "Page of the shop", "value": "/cart/"} in told["session"]["items"]
    assert {"label": "Language", "value": "English"} in told["session"]["items"]


def test_what_awaits_a_proof_is_not_shown(found: App) -> None:
    facts = {each["label"] for each in parts(found)["facts"]["items"]}
    assert "Order status" in facts
    assert not facts & {"Customer", "Delivery address", "E-mail on the order"}


def test_deliveries_ratings_and_proven_facts_are_told(cancelled: App) -> None:
    cancelled.post("/api/v1/session/rating/", {"score": 5, "comment": "Quick"})
    told = parts(cancelled)
    assert told["ratings"]["items"][0]["label"] == "Cancel an order"
    assert told["ratings"]["items"][0]["value"] == "5 of 5: Quick"
    assert "Customer" in {each["label"] for each in told["facts"]["items"]}
    done = [(each["label"], each["value"]) for each in told["deliveries"]["items"]]
    assert ("Cancel the order (1001)", "Done") in done


def test_typed_questions_are_told_and_erased(taught: Shop) -> None:
    app = in_shop(taught)
    app.post("/api/v1/session/questions/", {"text": PARCEL})
    assert parts(app)["questions"]["items"][0]["label"] == PARCEL
    app.erase(PATH)
    assert not Question.objects.exists()


def test_erasing_leaves_no_row_of_the_session(found: App) -> None:
    send(found, photo())
    found.post("/api/v1/session/links/", {}, "k1")
    found.answer(step="sure", option="no")
    found.post("/api/v1/session/rating/", {"score": 5})
    status, body = found.erase(PATH)
    assert status == 200
    assert body["erased"][0].startswith("This conversation")
    assert len(body["erased"]) == 5
    with within(found.shop):
        for model in (Session, Entry, File, Rating, ResumeLink, Submission, Challenge):
            assert not model.objects.exists(), model


def test_afterwards_the_token_is_nobodys(found: App) -> None:
    found.erase(PATH)
    for status, body in (found.erase(PATH), found.see(PATH), found.resume()):
        assert (status, body["type"]) == (404, "unknown-session")


def test_what_is_under_way_is_finished_first(found: App) -> None:
    found.answer(step="sure", option="yes")
    with within(found.shop):
        code = mailed_code(runtime.find(found.token))
    settle(found)
    found.answer(step="prove", values={"code": code})
    status, body = found.erase(PATH)
    assert (status, body["type"]) == (409, "under-way")
    assert "Cancel the order (1001)" in body["detail"]
    assert body["view"]["kind"] == "wait"
    assert found.resume()[0] == 200
    settle(found)
    assert found.erase(PATH)[0] == 200


def test_evidence_stays_without_contact_data(cancelled: App) -> None:
    _status, body = cancelled.erase(PATH)
    kept = {each["what"]: each for each in body["kept"]}
    assert kept["Cancel the order (1001)"]["until"] > "2030"
    with within(cancelled.shop):
        rows = list(Delivery.objects.all())
        assert {row.state for row in rows} == {State.DONE}
        said = json.dumps([[row.arguments, row.context, row.result] for row in rows])
    assert '"order": "1001"' in said
    assert "jane" not in said.lower()
    assert "code" not in said.lower()


def test_a_ticket_stays_as_correspondence_with_its_files(found: App) -> None:
    used = send(found, photo()).json()["file"]["id"]
    send(found, photo(color="red"), "other.jpg")
    found.answer(step="sure", option="person")
    settle(found)
    with within(found.shop):
        ticket = Ticket.objects.get()
        ticket.case = dict(ticket.case) | {"files": [{"id": used}]}
        ticket.save()
    assert "Your request 1" in {each["label"] for each in parts(found)["tickets"]["items"]}
    _status, body = found.erase(PATH)
    kept = {each["what"]: each for each in body["kept"]}
    assert "correspondence" in kept["Your request 1"]["why"]
    assert "until" not in kept["Your request 1"]
    with within(found.shop):
        assert Ticket.objects.get().contact == "jane@example.com"
        assert [str(each.pk) for each in File.objects.all()] == [used]


def test_it_is_audited_without_personal_data(cancelled: App) -> None:
    cancelled.erase(PATH)
    with within(cancelled.shop):
        event = AuditEvent.objects.get(action="session.erased")
    assert (event.actor, event.kind, event.why) == (None, "flows.session", "")


def test_a_neighbours_session_is_left_alone(found: App, other_shop: Shop) -> None:
    neighbour = in_shop(found.shop)
    neighbour.answer(step="which", values=ORDER)
    found.erase(PATH)
    assert "answers" in parts(neighbour)


@nobodys
def test_nobodys_token_sees_and_erases_nothing(app: App, token: str) -> None:
    app.start()
    mine, app.token = app.token, token
    for status, body in (app.see(PATH), app.erase(PATH)):
        assert (status, body["type"]) == (404, "unknown-session")
    app.token = mine
    assert app.resume()[0] == 200
