"""Looking an order up: found for who knows its contact, alike for everybody else, in time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from threading import Event

import pytest
import time_machine
from django.conf import settings
from django.core.cache import caches
from pytest_django.fixtures import Settings

from integrations.connectors.demo import DemoShop
from integrations.effects import LOOKUPS
from integrations.errors import Silent
from integrations.lookups import Found, look_up
from integrations.models import Connection
from integrations.values import Order
from selfservice.tenancy.models import Shop

PATIENCE_SECONDS = 120.0  # of a busy machine
NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _one_day() -> Iterator[None]:
    """The orders' days are counted from the one they were made on; no midnight comes between."""
    with time_machine.travel(NOON, tick=False):
        yield


def _find(shop: Shop, number: str, contact: str) -> Found:
    return look_up(shop, "order", {"number": number, "contact": contact})


def test_the_facts_are_exactly_those_of_the_vocabulary(demo: Shop) -> None:
    found = _find(demo, "1003", "jane@example.com")
    assert set(found.facts) == set(LOOKUPS["order"].public)
    assert set(found.personal) == set(LOOKUPS["order"].personal)
    json.dumps([found.facts, found.personal])


@pytest.mark.parametrize(
    "contact",
    ["jane@example.com", " JANE@Example.com ", "+420 601 222 333", "601222333", "00420601222333"],
)
def test_the_contact_may_be_typed_as_people_do(demo: Shop, contact: str) -> None:
    assert _find(demo, "#1003", contact).outcome == "found"


@pytest.mark.parametrize(
    ("number", "contact"),
    [
        ("1003", "petr@example.com"),
        ("9999", "jane@example.com"),
        ("", ""),
        ("1003", ""),
        ("1003", "222 333"),
        ("100", "jane@example.com"),
        ("1003", "jane"),
    ],
)
def test_an_unknown_order_and_a_wrong_contact_are_alike(
    demo: Shop, number: str, contact: str
) -> None:
    assert _find(demo, number, contact) == Found("missing")


def test_an_order_without_a_contact_belongs_to_nobody(demo: Shop) -> None:
    order = demo.demoorder_set.get(number="1001")
    order.customer = {"name": "Nobody"}
    order.save()
    assert _find(demo, "1001", "") == Found("missing")


def test_no_public_fact_tells_a_contact(demo: Shop) -> None:
    found = _find(demo, "1003", "jane@example.com")
    assert found.facts["email_hint"] == "j***@e***.com"
    text = json.dumps(found.facts).casefold()
    assert not any(word in text for word in ("jane", "doe", "601", "mill", "tracking"))


def test_the_subject_names_the_mailbox_of_one_shop(demo: Shop) -> None:
    one = _find(demo, "1001", "jane@example.com")
    same = _find(demo, "1003", "601222333")
    other = _find(demo, "1007", "maria@example.com")
    assert one.subject == same.subject != other.subject
    assert len(one.subject) == 24


def test_days_since_delivery_are_calendar_days_of_the_shop(demo: Shop) -> None:
    assert _find(demo, "1004", "jane@example.com").facts["days_since_delivery"] == 45
    assert _find(demo, "1001", "jane@example.com").facts["days_since_delivery"] is None


@pytest.mark.parametrize(
    ("number", "contact", "days"),
    [
        ("1008", "maria@example.com", 6),  # on its way, was to be there six days ago
        ("1002", "jane@example.com", None),  # still in time
        ("1003", "jane@example.com", None),  # delivered
        ("1013", "maria@example.com", None),  # nobody said when
    ],
)
def test_an_order_is_late_once_its_day_has_passed(
    demo: Shop, number: str, contact: str, days: int | None
) -> None:
    assert _find(demo, number, contact).facts["days_late"] == days


def test_each_part_of_the_address_is_known_to_its_owner_alone(demo: Shop) -> None:
    found = _find(demo, "1001", "jane@example.com")
    parts = ("recipient", "street", "city", "postal_code", "country")
    assert [found.personal[each] for each in parts] == [
        *("Jane Doe", "12 Mill Lane", "Brno", "602 00", "CZ")
    ]
    assert "Mill" not in str(found.facts)


def test_the_last_day_for_a_return_is_counted_by_the_shops_own_policy(demo: Shop) -> None:
    in_time = _find(demo, "1003", "jane@example.com").facts
    assert 9 <= in_time["return_days_left"] <= 11  # a weekend at its end makes it longer
    demo.policy = {"return_days": 60}
    late = _find(demo, "1004", "jane@example.com").facts
    assert 15 <= late["return_days_left"] <= 17
    assert date.fromisoformat(late["return_until"]).weekday() < 5
    assert _find(demo, "1001", "jane@example.com").facts["return_until"] is None


def test_without_a_connection_the_look_up_fails(in_shop: Shop) -> None:
    assert _find(in_shop, "1001", "jane@example.com") == Found("failed")


class _FarAway:
    """Makes the demo vendor one that is reached over a network."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.calls = 0
        self.heard = Event()
        self.heard.set()
        self.error: Exception | None = None
        monkeypatch.setattr(DemoShop, "local", False)
        monkeypatch.setattr(DemoShop, "find_order", lambda _self, number: self.find(number))

    def find(self, _number: str) -> Order | None:
        self.calls += 1
        self.heard.wait(PATIENCE_SECONDS)
        if self.error:
            raise self.error
        return None


@pytest.fixture
def far_away(demo: Shop, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Iterator[_FarAway]:
    caches["lookups"].clear()
    settings.LOOKUP_DEADLINE_SECONDS = PATIENCE_SECONDS
    vendor = _FarAway(monkeypatch)
    yield vendor
    vendor.heard.set()


def test_no_answer_in_time_is_a_failure(demo: Shop, far_away: _FarAway, settings: Settings) -> None:
    settings.LOOKUP_DEADLINE_SECONDS = 0.05
    far_away.heard.clear()
    assert _find(demo, "1001", "jane@example.com") == Found("failed")
    assert Connection.objects.get(connector="demo").failures == 1


def test_an_answer_is_kept_for_a_moment_and_a_missing_order_too(
    demo: Shop, far_away: _FarAway
) -> None:
    _find(demo, "4711", "jane@example.com")
    _find(demo, "4711", "petr@example.com")
    assert far_away.calls == 1
    _find(demo, "4712", "jane@example.com")
    assert far_away.calls == 2


def test_a_failure_is_not_kept(demo: Shop, far_away: _FarAway) -> None:
    far_away.error = Silent("no answer")
    assert _find(demo, "4711", "jane@example.com").outcome == "failed"
    far_away.error = None
    assert _find(demo, "4711", "jane@example.com").outcome == "missing"


def test_a_resting_connection_is_not_asked(demo: Shop, far_away: _FarAway) -> None:
    far_away.error = Silent("no answer")
    for _time in range(8):
        _find(demo, "4711", "jane@example.com")
    assert far_away.calls == 5


def test_one_shops_cached_order_is_not_anothers(demo: Shop, other_shop: Shop) -> None:
    assert _find(demo, "1001", "jane@example.com").outcome == "found"
    assert _find(other_shop, "1001", "jane@example.com").outcome == "failed"


def test_a_defect_in_a_connector_is_a_failure(demo: Shop) -> None:
    order = demo.demoorder_set.get(number="1001")
    order.address = {"planet": "Mars"}
    order.save()
    assert _find(demo, "1001", "jane@example.com") == Found("failed")


def test_an_address_that_holds_a_phone_number_is_not_that_phone(demo: Shop) -> None:
    assert _find(demo, "1003", "x601222333@example.com") == Found("missing")


def test_orders_are_kept_in_the_process_only() -> None:
    backend = settings.CACHES["lookups"]["BACKEND"]
    assert backend == "django.core.cache.backends.locmem.LocMemCache"
