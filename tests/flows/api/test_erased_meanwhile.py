"""A session that is erased while requests of it are on the way: they end like nobody's."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from flows import runtime
from flows.models import Session
from flows.passage import load
from flows.submissions import Answered, once
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.at_once import AtOnce
from tests.flows.cancelling import CANCEL, publish


def nothing(_session: Session) -> Answered:
    return Answered(200, {})


def a_link(session: Session) -> Answered:
    return Answered(201, {"url": runtime.make_link(session).url})


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("key", "act"), [("k1", nothing), ("", a_link), ("k1", a_link)])
def test_what_hangs_on_it_is_not_written(
    shop: Shop, key: str, act: Callable[[Session], Answered]
) -> None:
    with within(shop):
        publish(shop, "cancel", CANCEL, home=True)
        session = runtime.start(shop)[0].session
        runtime.erase(load(session))
        with pytest.raises(runtime.UnknownSession):
            once(session, key, {}, lambda: act(session))


def test_many_windows_at_once_never_meet_a_fault(at_once: AtOnce) -> None:
    token = at_once(1, _started)[0]
    answered = at_once(8, lambda number: _ACTS[number % 4](token, number))
    assert not [status for status in answered if status >= 500]
    assert {404} <= set(answered)


def _started(_number: int) -> str:
    shop = Shop.objects.create(key="anna", name="Anna's Shop", languages=["en"])
    with within(shop):
        publish(shop, "cancel", CANCEL, home=True)
        return runtime.start(shop)[1]


def _api(method: str, path: str, token: str, number: int) -> int:
    client = Client(raise_request_exception=False)
    headers = {"Authorization": f"Bearer {token}", "Idempotency-Key": f"key {number}"}
    call: Any = getattr(client, method)
    sent: int = call(path, {}, content_type="application/json", headers=headers).status_code
    return sent


def _page(token: str, number: int, do: str) -> int:
    client = Client(raise_request_exception=False)
    posted = {"token": token, "do": do, "key": str(number)}
    return client.post("/help/anna/", posted).status_code


_ACTS: list[Callable[[str, int], int]] = [
    lambda token, number: _api("post", "/api/v1/session/links/", token, number),
    lambda token, number: _api("delete", "/api/v1/session/data/", token, number),
    lambda token, number: _page(token, number, "link"),
    lambda token, number: _page(token, number, "erased"),
]
