"""Starting sessions is limited for each network address."""

from __future__ import annotations

import pytest
from django.test import Client

from flows import throttle
from flows.models import Session
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


@pytest.fixture(autouse=True)
def _three(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(throttle, "STARTS", 3)


def test_the_api_refuses_the_fourth_start_with_a_time_to_come_back(
    client: Client, demo: Shop
) -> None:
    address = f"/api/v1/shops/{demo.key}/sessions/"
    answers = [client.post(address, {}, content_type="application/json") for _time in range(4)]
    assert [answer.status_code for answer in answers] == [201, 201, 201, 429]
    assert answers[3].json()["type"] == "too-many"
    assert answers[3].headers["Retry-After"] == "600"


def test_the_page_refuses_the_fourth_start_in_a_sentence(client: Client, demo: Shop) -> None:
    posted = {"step": "which", "option": "person"}
    answers = [client.post(f"/help/{demo.key}/", posted) for _time in range(4)]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]
    assert b"Try again in a while" in answers[3].content
    with within(demo):
        assert Session.objects.count() == 3


def test_another_address_has_its_own_starts(client: Client, demo: Shop) -> None:
    address = f"/api/v1/shops/{demo.key}/sessions/"
    for _time in range(4):
        client.post(address, {}, content_type="application/json")
    other = client.post(address, {}, content_type="application/json", REMOTE_ADDR="192.0.2.7")
    assert other.status_code == 201
