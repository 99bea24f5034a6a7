"""How well typed questions are understood, and how the training stands, in plain words."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from classifier.models import ModelVersion, Training
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from tests.classifier.admin.conftest import phrase

REPORT: dict[str, Any] = {
    "flows": 2,
    "phrases": 312,
    "languages": {"en": 312},
    "few": ["order-status"],
    "accuracy": 0.82,
    "by_language": {"en": 0.82, "cs": None},
    "opened": 0.57,
    "opened_right": 0.979,
    "offered": 0.17,
    "served": 0.924,
    "confused": [
        {"flow": "cancel", "taken_for": "order-status", "count": 3, "examples": ["stop it"]}
    ],
    "suspicious": [
        {"text": "stop it", "language": "en", "flow": "cancel", "looks_like": "order-status"},
        {"text": "mended", "language": "en", "flow": "cancel", "looks_like": "order-status"},
    ],
    "curve": [{"phrases": 5, "accuracy": 0.576}, {"phrases": 10, "accuracy": 0.673}],
}


def _trained(shop: Shop, report: dict[str, Any], number: int = 1) -> ModelVersion:
    return ModelVersion.objects.create(
        shop=shop, number=number, fingerprint="f", digest="d", data=b"", report=report
    )


def _page(client: Client) -> str:
    return " ".join(
        client.get(reverse("admin:classifier_modelversion_changelist")).content.decode().split()
    )


def test_the_report_is_told_in_numbers_of_a_hundred(as_owner: Client, flows: Shop) -> None:
    _trained(flows, REPORT)
    page = _page(as_owner)
    for said in (
        '<strong style="font-size: 28px">92</strong> reach the right flow',
        "In 82 the right flow is the likeliest one.",
        "Of 100 that open so, 98 are the right one.",
        "In 17 the shopper is asked which one was meant.",
    ):
        assert said in page


def test_a_phrase_in_the_wrong_flow_is_one_click_away(as_owner: Client, flows: Shop) -> None:
    row = phrase(flows, "stop it")
    _trained(flows, REPORT)
    page = _page(as_owner)
    assert reverse("admin:classifier_phrase_change", args=[row.pk]) in page
    assert "Where is my order" in page
    assert "mended" not in page


@pytest.mark.parametrize("report", [{}, {"accuracy": None, "served": None, "phrases": 2}])
def test_a_report_that_knows_little_says_so(
    as_owner: Client, flows: Shop, report: dict[str, Any]
) -> None:
    assert "Nothing was trained yet." in _page(as_owner)
    _trained(flows, report)
    assert "There are not enough phrases yet to tell." in _page(as_owner)


def _state(client: Client) -> str:
    return " ".join(client.get(reverse("admin:classifier_phrase_state")).content.decode().split())


def test_the_state_is_told_from_waiting_to_done(as_owner: Client, flows: Shop) -> None:
    assert "Not trained yet" in _state(as_owner)
    row = Training.objects.create(shop=flows, wanted=now())
    assert "Waits" in _state(as_owner)
    Training.objects.filter(pk=row.pk).update(started=now())
    assert "Training now" in _state(as_owner)
    Training.objects.filter(pk=row.pk).update(started=None, wanted=None)
    _trained(flows, REPORT)
    assert "Trained just now on 312 phrases." in _state(as_owner)
    ModelVersion.objects.update(created=now() - timedelta(minutes=2))
    assert "Trained 2\xa0minutes ago on 312 phrases." in _state(as_owner).replace(
        "2 minutes", "2\xa0minutes"
    )


def test_a_page_asks_again_only_while_something_is_on_its_way(
    as_owner: Client, flows: Shop
) -> None:
    _trained(flows, REPORT)
    assert "hx-get" not in _state(as_owner)
    Training.objects.create(shop=flows, wanted=now())
    assert "hx-get" in _state(as_owner)


def test_a_failure_is_told_and_the_model_from_before_stays(as_owner: Client, flows: Shop) -> None:
    _trained(flows, REPORT)
    Training.objects.create(shop=flows, failure="The training took too long.")
    page = _state(as_owner)
    assert "Failed" in page
    assert "The training took too long." in page
    assert "on 312 phrases" in page


def test_a_wait_without_end_says_whom_to_ask(as_owner: Client, flows: Shop) -> None:
    Training.objects.create(shop=flows, wanted=now() - timedelta(minutes=5))
    assert "nothing is trained" in _state(as_owner)


def test_nothing_to_learn_is_no_failure_and_is_said_in_the_readers_language(
    as_owner: Client, flows: Shop
) -> None:
    Training.objects.create(shop=flows, failure="nothing")
    page = _state(as_owner)
    assert "Nothing to learn yet" in page
    assert "publish a flow with phrases" in page
    assert "q-bad" not in page
    assert "q-refused" not in page
