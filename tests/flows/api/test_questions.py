"""POST /api/v1/session/questions/."""

from __future__ import annotations

from typing import Any

import pytest

from classifier.models import Question
from flows import throttle
from flows.models import Entry
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import App, Sent
from tests.flows.topics_taught import PARCEL, STOP, UNCLEAR, UNKNOWN


@pytest.fixture
def started(taught: Shop) -> App:
    app = App(taught)
    app.start()
    return app


def ask(app: App, text: object, key: str = "") -> Sent:
    return app.post("/api/v1/session/questions/", {"text": text}, key)


def test_a_question_opens_its_flow_and_says_why(started: App) -> None:
    status, body = ask(started, PARCEL)
    assert status == 200
    view = body["view"]
    assert (view["step"], view["kind"]) == ("which", "ask")
    routing = view["routing"]
    assert (routing["method"], routing["flow"]) == ("classifier", "status")
    assert "parcel" in routing["because"]
    assert set(routing) == {"method", "confidence", "flow", "because", "alternatives"}


def test_several_are_offered_and_one_is_taken_as_an_answer(started: App) -> None:
    _status, body = ask(started, UNCLEAR)
    options = [option["id"] for option in body["view"]["options"]]
    assert options[-1] == "question:none"
    assert set(body["view"]["routing"]["alternatives"][0]) == {"flow", "label", "confidence"}
    status, body = started.answer(step="menu", option="flow:status")
    assert status == 200
    assert body["view"]["step"] == "which"
    assert "routing" not in body["view"]


def test_it_is_one_of_the_three_methods_for_whatever_is_typed(started: App) -> None:
    for text, method in [(PARCEL, "classifier"), (UNCLEAR, "menu"), (UNKNOWN, "none")]:
        started.start()
        assert ask(started, text)[1]["view"]["routing"]["method"] == method


def test_the_notice_is_in_the_first_view_and_gone_once_something_was_typed(started: App) -> None:
    _status, body = started.start()
    assert "automatic system" in body["view"]["notices"][0]
    _status, body = ask(started, PARCEL)
    assert "notices" not in body["view"]


def test_resuming_shows_the_choices_and_the_question(started: App) -> None:
    ask(started, UNCLEAR)
    _status, body = started.resume()
    assert body["view"]["options"][-1]["id"] == "question:none"
    assert body["transcript"][0]["answer"] == UNCLEAR
    assert body["transcript"][0]["can_change"] is False


@pytest.mark.parametrize("text", ["", "  ", "?!", "a" * 2_001, None, ["x"], {"a": 1}, 5, True])
def test_what_is_no_question_is_422_at_its_field(started: App, text: object) -> None:
    status, body = ask(started, text)
    assert (status, body["type"]) == (422, "invalid")
    assert set(body["errors"]) == {"text"}
    assert body["errors"]["text"].startswith("Write your question")


@pytest.mark.parametrize("body", [[], ["where"], 5, {}])
def test_a_body_that_names_no_text_is_422_in_the_same_shape(started: App, body: Any) -> None:
    status, said = started.post("/api/v1/session/questions/", body)
    assert (status, said["errors"]) == (422, {"text": "Write your question first."})


def test_a_text_that_no_database_stores_is_tidied(started: App) -> None:
    assert ask(started, "where is \udfff my\x01 parcel")[0] in {200, 422}
    assert started.resume()[0] == 200


def test_a_card_number_is_not_kept(started: App) -> None:
    ask(started, "my card 4111 1111 1111 1111 was charged twice")
    with within(started.shop):
        kept = [Question.objects.get().text, Entry.objects.get(kind="question").value["text"]]
    assert not any("1111" in text for text in kept)


def test_the_same_key_gives_the_same_answer_and_no_second_question(started: App) -> None:
    first = ask(started, PARCEL, "k1")
    assert ask(started, PARCEL, "k1") == first
    assert ask(started, STOP, "k1")[1]["type"] == "key-reused"
    with within(started.shop):
        assert Question.objects.count() == 1


def test_a_choice_that_no_question_offers_is_409_with_the_view(started: App) -> None:
    status, body = started.answer(step="menu", option="flow:status")
    assert (status, body["type"]) == (409, "stale")
    assert body["view"]["step"] == "menu"


def test_the_longest_key_of_a_flow_can_be_chosen(started: App) -> None:
    status, body = started.answer(step="menu", option=f"flow:{'a' * 60}")
    assert (status, body["type"]) == (409, "stale")


def test_without_a_session_it_is_404(started: App) -> None:
    started.token = ""
    status, body = ask(started, PARCEL)
    assert (status, body["type"]) == (404, "unknown-session")


def test_a_conversation_can_ask_only_so_often(
    started: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "QUESTIONS_OF_ONE", 2)
    assert [ask(started, text)[0] for text in (PARCEL, STOP, UNKNOWN)] == [200, 200, 429]
    assert ask(started, UNKNOWN)[1]["type"] == "too-many"
    started.start()
    assert ask(started, PARCEL)[0] == 200


def test_a_repeated_answer_takes_nothing_of_the_budget(
    started: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(throttle, "QUESTIONS_OF_ONE", 1)
    first = ask(started, PARCEL, "k1")
    assert [ask(started, PARCEL, "k1") for _try in range(2)] == [first, first]
    assert ask(started, STOP, "k2")[0] == ask(started, STOP, "k2")[0] == 429


def test_an_address_can_ask_only_so_often(started: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "QUESTIONS", 1)
    assert ask(started, PARCEL)[0] == 200
    started.start()
    assert ask(started, PARCEL)[0] == 429


def test_a_question_sets_no_cookie(started: App) -> None:
    ask(started, PARCEL)
    assert not started.client.cookies
