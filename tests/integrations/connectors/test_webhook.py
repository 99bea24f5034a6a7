"""A receiver that verifies by itself gets each event once, whatever happens on the way."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from integrations import outbox
from integrations.connectors import connect
from integrations.connectors.webhook import Webhook
from integrations.connectors.webhook_secrets import new_secret
from integrations.models import Connection, Delivery, State
from selfservice.tenancy.models import Shop, User
from tests.integrations.connectors.receiver import Receiver, receiving
from tests.integrations.orders import at_once, carried_out, request, tickets

CHANGE = "admin:integrations_connection_change"
SECRET = re.compile(r"whsec_[A-Za-z0-9+/=]+")
CASE = {
    "session": "5e55",
    "language": "cs",
    "contact": "eva@example.com",
    "facts": {"order": {"number": "1001", "email": "eva@example.com"}, "answer": {"wish": "red"}},
    "transcript": [{"question": "Which colour?", "answer": "red", "at": "2026-11-22"}],
}


@pytest.fixture
def receiver(settings: Settings) -> Iterator[Receiver]:
    settings.ALLOW_PRIVATE_TARGETS = True
    with receiving(Receiver(secret=new_secret())) as made:
        yield made


@pytest.fixture
def hook(demo: Shop, receiver: Receiver) -> Connection:
    return Connection.objects.create(
        shop=demo,
        connector="webhook",
        name="Warehouse",
        settings={"address": receiver.address},
        secrets={"secret": receiver.secret},
    )


def _promise(hook: Connection, **more: Any) -> Delivery:
    wish = request("call_webhook", event="case.closed", **more)
    return outbox.put(hook.shop, replace(wish, context=CASE))


def test_an_event_arrives_with_its_data(hook: Connection, receiver: Receiver) -> None:
    done = carried_out(_promise(hook, data={"Order": "1001", "Wish": "red – žlutá"}))
    assert (done.state, done.result["reference"]) == (State.DONE, done.key)
    event = receiver.events[done.key]
    assert (event["type"], event["data"]) == (
        "case.closed",
        {"Order": "1001", "Wish": "red – žlutá"},
    )
    said_at = datetime.fromisoformat(event["timestamp"])
    assert abs(said_at - timezone.now()) < timedelta(minutes=5)
    assert receiver.forged == []


def test_without_data_of_its_own_the_case_goes_along(hook: Connection, receiver: Receiver) -> None:
    done = carried_out(_promise(hook))
    assert receiver.events[done.key]["data"] == {
        "session": "5e55",
        "language": "cs",
        "order": "1001",
        "answers": {"wish": "red"},
        "transcript": [{"question": "Which colour?", "answer": "red"}],
    }


def test_a_receiver_with_another_secret_is_not_convinced(
    hook: Connection, receiver: Receiver
) -> None:
    receiver.secret = new_secret()
    waiting = carried_out(_promise(hook))
    hook.refresh_from_db()
    assert (waiting.state, waiting.attempts, receiver.events) == (State.QUEUED, 0, {})
    assert hook.open_until is not None and "401" in hook.problem
    receiver.secret = hook.secrets["secret"]
    assert carried_out(at_once(waiting)).state == State.DONE


def test_every_attempt_has_the_same_id_and_one_effect(hook: Connection, receiver: Receiver) -> None:
    receiver.statuses = [500, 502, 408]
    delivery = _promise(hook)
    states = [carried_out(at_once(delivery)).state for _try in range(4)]
    assert states == [State.QUEUED, State.QUEUED, State.QUEUED, State.DONE]
    assert receiver.heard == [delivery.key] * 4
    assert list(receiver.events) == [delivery.key]
    carried_out(at_once(delivery))
    assert len(receiver.heard) == 4


def test_an_answer_that_got_lost_is_repeated_under_the_same_id(
    hook: Connection, receiver: Receiver
) -> None:
    receiver.silent = True
    waiting = carried_out(_promise(hook))
    assert (waiting.state, list(receiver.events)) == (State.QUEUED, [waiting.key])
    receiver.silent = False
    assert carried_out(at_once(waiting)).state == State.DONE
    assert (receiver.heard, len(receiver.events)) == ([waiting.key] * 2, 1)


def test_a_receiver_that_is_away_is_tried_again(hook: Connection, receiver: Receiver) -> None:
    hook.settings = {"address": "http://127.0.0.1:1/"}
    hook.save()
    waiting = carried_out(_promise(hook))
    assert (waiting.state, waiting.attempts, receiver.heard) == (State.QUEUED, 1, [])
    assert waiting.reason == "127.0.0.1 cannot be reached."


def test_a_receiver_that_asks_for_a_pause_gets_it(hook: Connection, receiver: Receiver) -> None:
    receiver.statuses, receiver.headers = [429], {"Retry-After": "3600"}
    waiting = carried_out(_promise(hook))
    hook.refresh_from_db()
    assert (waiting.state, waiting.attempts) == (State.QUEUED, 0)
    assert hook.open_until and hook.open_until > timezone.now() + timedelta(minutes=55)


@pytest.mark.parametrize(("status", "code"), [(410, "gone"), (404, "404"), (422, "422")])
def test_a_no_is_final_and_a_person_is_told(
    hook: Connection, receiver: Receiver, status: int, code: str
) -> None:
    receiver.statuses = [status]
    refused = carried_out(_promise(hook))
    assert (refused.state, refused.result) == (State.REFUSED, {"code": code})
    assert tickets(refused) == 1


def test_a_ping_is_signed_and_says_how_it_went(hook: Connection, receiver: Receiver) -> None:
    connector = connect(hook)
    assert isinstance(connector, Webhook)
    assert connector.test() == "The receiver took a signed ping (204)."
    assert [event["type"] for event in receiver.events.values()] == ["ping"]


def _save(client: Client, hook: Connection, **given: str) -> tuple[list[str], Connection]:
    """What was said, and the connection as it is stored."""
    address = reverse(CHANGE, args=[hook.pk])
    posted = {"name": hook.name, "setting_address": hook.settings["address"], "_continue": "1"}
    answer = client.post(address, posted | given, follow=True)
    said = [str(each) for each in answer.context["messages"]]
    assert SECRET.search(client.get(address).content.decode()) is None
    return said, Connection.objects.get(pk=hook.pk)


def test_a_secret_is_made_and_shown_once(
    hook: Connection, receiver: Receiver, owner: User, client: Client
) -> None:
    Connection.objects.filter(pk=hook.pk).update(settings={})
    hook.secrets = {}
    hook.save()
    client.force_login(owner)
    said, saved = _save(client, hook)
    shown = SECRET.findall(" ".join(said))
    assert shown == [saved.secrets["secret"]]
    assert _save(client, hook)[0] != said
    assert Connection.objects.get(pk=hook.pk).secrets == saved.secrets
    receiver.secret = shown[0]
    assert carried_out(_promise(saved)).state == State.DONE


def test_while_a_secret_is_exchanged_both_convince(
    hook: Connection, receiver: Receiver, owner: User, client: Client
) -> None:
    client.force_login(owner)
    former = receiver.secret
    said, saved = _save(client, hook, setting_exchange="begin")
    fresh = saved.secrets["secret"]
    assert SECRET.findall(" ".join(said)) == [fresh] != [former]
    for convinced in (former, fresh):
        receiver.secret = convinced
        assert carried_out(_promise(hook, visit=len(receiver.events) + 2)).state == State.DONE
    _said, saved = _save(client, hook, setting_exchange="finish")
    assert saved.secrets == {"secret": fresh}
    receiver.secret = former
    assert carried_out(_promise(hook, visit=9)).state == State.QUEUED
    assert len(receiver.events) == 2


def test_an_own_secret_may_be_brought_along(
    hook: Connection, receiver: Receiver, owner: User, client: Client
) -> None:
    client.force_login(owner)
    own = new_secret()
    said, saved = _save(client, hook, setting_secret=own)
    assert saved.secrets == {"secret": own, "former_secret": receiver.secret}
    assert SECRET.search(" ".join(said)) is None


@pytest.mark.parametrize("secret", ["hunter2", "whsec_", "whsec_c2hvcnQ=", "whsec_žluť", "whsec_*"])
def test_a_secret_that_is_none_is_named(
    hook: Connection, receiver: Receiver, owner: User, client: Client, secret: str
) -> None:
    client.force_login(owner)
    posted = {
        "name": "Warehouse",
        "setting_address": hook.settings["address"],
        "setting_secret": secret,
    }
    answer = client.post(reverse(CHANGE, args=[hook.pk]), posted)
    assert "begins with whsec_" in answer.content.decode()
    hook.refresh_from_db()
    assert hook.secrets == {"secret": receiver.secret}


def test_the_secret_is_not_in_the_row(hook: Connection) -> None:
    stored = Connection.objects.filter(pk=hook.pk).extra(select={"raw": "secrets"})
    assert hook.secrets["secret"] not in str(stored.values_list("raw").get())


def test_the_guides_own_receiver_is_convinced_by_what_is_ours_and_only_by_that(
    hook: Connection, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    guide = (settings.BASE_DIR / "selfservice/docs/webhooks.md").read_text()
    written: dict[str, Any] = {}
    exec(re.findall(r"```python\n(.*?)```", guide, re.S)[0], written)
    verdicts: list[list[bool]] = []

    def judge(headers: dict[str, str], body: bytes) -> int:
        old = headers | {"webhook-timestamp": "1700000000"}
        tries = [(headers, body), (headers, body + b" "), (old, body)]
        verdicts.append([written["verified"](receiver.secret, *each) for each in tries])
        return 204

    monkeypatch.setattr(receiver, "take", judge)
    assert carried_out(_promise(hook)).state == State.DONE
    assert verdicts == [[True, False, False]]
