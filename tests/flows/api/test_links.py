"""POST /api/v1/session/links/."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from flows import runtime
from flows.models import Entry, ResumeLink, Session
from integrations.models import Delivery
from integrations.unproven import TO_A_MAILBOX
from selfservice import clock
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App, Sent
from tests.flows.api.holding import nobodys
from tests.flows.api.test_cost import NOT_COUNTED
from tests.flows.runtime.steps import mailed_code

PATH = "/api/v1/session/links/"


@pytest.fixture
def started(app: App) -> App:
    app.start()
    return app


def ask(app: App, key: str = "", **asked: object) -> Sent:
    return app.post(PATH, asked, key)


def redeemed(app: App, url: str) -> App:
    """The device that the link was opened on."""
    other = App(app.shop)
    other.token = runtime.redeem(runtime.find_link(url.rstrip("/").rpartition("/")[2]))
    return other


def prove(app: App) -> Sent:
    with within(app.shop):
        code = mailed_code(runtime.find(app.token))
    return app.answer(step="prove", values={"code": code})


def test_a_link_is_201_with_its_address_and_its_end(started: App) -> None:
    before = clock.now()
    status, body = ask(started)
    assert status == 201
    link = body["link"]
    secret = link["url"].split("/help/r/")[1].rstrip("/")
    assert len(secret) == 22  # 128 bits in base64
    assert datetime.fromisoformat(link["expires"]) - before >= timedelta(hours=72)
    with within(started.shop):
        assert secret not in str(ResumeLink.objects.values().get())


def test_the_other_device_goes_on_where_this_one_was(started: App) -> None:
    _status, shown = started.answer(step="which", values=ORDER)
    other = redeemed(started, ask(started)[1]["link"]["url"])
    status, body = other.resume()
    assert (status, body["view"]) == (200, shown["view"])
    assert other.answer(step="sure", option="no")[0] == 200


def test_the_first_device_is_told_where_the_conversation_went(started: App) -> None:
    redeemed(started, ask(started)[1]["link"]["url"])
    status, body = started.resume()
    assert (status, body["type"]) == (410, "expired")
    assert body["detail"] == "This conversation goes on on another device."
    assert started.answer(step="which", values=ORDER)[0] == 410


def test_what_was_proven_is_proven_again(started: App) -> None:
    started.answer(step="which", values=ORDER)
    started.answer(step="sure", option="yes")
    with within(started.shop):
        passage = runtime.find(started.token)
        first = mailed_code(passage)
        link = runtime.make_link(passage.session)
    started.answer(step="prove", values={"code": first})
    other = redeemed(started, link.url)
    with within(started.shop):
        moved = runtime.find(other.token)
        assert not moved.position.proven
        assert "email" not in moved.position.facts["order"]
        assert Entry.objects.filter(kind="proof").count() == 2


def test_a_link_works_once(started: App) -> None:
    url = ask(started)[1]["link"]["url"]
    redeemed(started, url)
    with pytest.raises(runtime.UnknownLink):
        redeemed(started, url)


def test_of_two_who_open_a_link_together_one_goes_on(started: App) -> None:
    """Both pages were drawn before either button was pressed."""
    secret = ask(started)[1]["link"]["url"].rstrip("/").rpartition("/")[2]
    first, second = runtime.find_link(secret), runtime.find_link(secret)
    assert runtime.redeem(first)
    with pytest.raises(runtime.UnknownLink):
        runtime.redeem(second)


def test_a_conversation_lasts_thirty_days_at_most(started: App) -> None:
    with within(started.shop):
        Session.objects.update(started=clock.now() - timedelta(days=29))
    assert started.resume()[0] == 200
    with within(started.shop):
        Session.objects.update(started=clock.now() - timedelta(days=31))
    assert started.resume()[0] == 410


def test_a_used_link_takes_nothing_from_who_went_on(started: App) -> None:
    url = ask(started)[1]["link"]["url"]
    phone = redeemed(started, url)
    with pytest.raises(runtime.UnknownLink):
        redeemed(started, url)
    assert phone.resume()[0] == 200


def test_who_sent_a_stranger_a_link_cannot_follow_with_another(started: App) -> None:
    kept, sent = (ask(started)[1]["link"]["url"] for _time in range(2))
    victim = redeemed(started, sent)
    assert victim.answer(step="which", values=ORDER)[0] == 200
    with pytest.raises(runtime.UnknownLink):
        redeemed(started, kept)
    assert victim.resume()[0] == 200
    assert redeemed(victim, ask(victim)[1]["link"]["url"]).resume()[0] == 200


def test_after_three_days_it_is_over(started: App) -> None:
    url = ask(started)[1]["link"]["url"]
    with within(started.shop):
        ResumeLink.objects.update(expires=clock.now())
    with pytest.raises(runtime.ExpiredLink):
        redeemed(started, url)


def test_within_three_days_it_wakes_a_conversation_that_slept(started: App) -> None:
    url = ask(started)[1]["link"]["url"]
    with within(started.shop):
        Session.objects.update(last_used=clock.now() - timedelta(hours=70))
    assert started.resume()[0] == 410
    assert redeemed(started, url).resume()[0] == 200


def test_five_a_day_are_enough(started: App) -> None:
    assert [ask(started)[0] for _each in range(6)] == [201] * 5 + [429]
    assert ask(started, email="jane@example.com")[0] == 429
    started.start()
    assert ask(started)[0] == 201


def test_the_same_key_gives_the_same_link(started: App) -> None:
    first = ask(started, "k1")
    assert [ask(started, "k1") for _each in range(6)] == [first] * 6
    assert ask(started, "k1", email="jane@example.com")[1]["type"] == "key-reused"


def test_a_mail_carries_the_link_and_no_word_of_the_shopper(started: App) -> None:
    started.answer(step="which", values={"number": "BUY NOW", "email": "jane@example.com"})
    status, body = ask(started, email="jana@shop.example")
    assert (status, set(body["link"])) == (202, {"expires"})
    with within(started.shop):
        mail = Delivery.objects.get(effect__startswith="link-").arguments
    assert mail["to"] == "jana@shop.example"
    assert "BUY" not in mail["subject"] + mail["body"]
    url = next(word for word in mail["body"].split() if "/help/r/" in word)
    assert redeemed(started, url).resume()[0] == 200


def test_a_full_mailbox_is_answered_alike_and_gets_nothing_more(app: App) -> None:
    answers = []
    for _each in range(TO_A_MAILBOX + 1):
        app.start()
        status, body = ask(app, email="jana@shop.example")
        answers.append((status, set(body), set(body["link"])))
    assert set(map(str, answers)) == {str(answers[0])}
    with within(app.shop):
        assert Delivery.objects.filter(effect__startswith="link-").count() == TO_A_MAILBOX
        assert not Delivery.objects.filter(kind="open_ticket").exists()


@pytest.mark.parametrize("email", ["", "jana", "a@b", None, 5, ["a@b.cz"], "a" * 250 + "@b.cz"])
def test_what_is_no_address_is_422(started: App, email: object) -> None:
    status, body = ask(started, email=email)
    assert (status, set(body["errors"])) == (422, {"email"})


@nobodys
def test_nobodys_token_makes_no_link(app: App, token: str) -> None:
    app.token = token
    status, body = ask(app)
    assert (status, body["type"]) == (404, "unknown-session")


def test_making_one_takes_six_statements_at_most(started: App) -> None:
    ask(started)
    with CaptureQueriesContext(connection) as captured:
        ask(started)
    ran = [each["sql"] for each in captured.captured_queries]
    ran = [sql for sql in ran if not sql.startswith(NOT_COUNTED)]
    assert len(ran) <= 6, "\n".join(ran)


def test_a_session_of_another_shop_is_not_told_where_it_went(
    started: App, other_shop: Shop
) -> None:
    redeemed(started, ask(started)[1]["link"]["url"])
    with pytest.raises(runtime.UnknownSession):
        runtime.find(started.token, other_shop)
