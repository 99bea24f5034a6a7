"""Every action of the audit is told in a sentence, and names nothing that a shopper said."""

from __future__ import annotations

import re

import pytest
from django.conf import settings

from integrations.decisions import STATES
from integrations.desk.models import Ticket
from integrations.models import Connection
from selfservice.privacy import audit
from selfservice.privacy.audit_words import SENTENCES, Told, kind_words, tell, what_words
from selfservice.tenancy.models import Shop, User

RECORDED = re.compile(r"audit\.record\([^\"]*\"([a-z_]+\.[a-z_]+)\"")


def told(shop: Shop, *given: object, **more: object) -> Told:
    return tell([audit.record(shop, *given, **more)])[0]  # type: ignore[arg-type]


def _recorded() -> set[str]:
    folders = ("selfservice", "flows", "integrations", "classifier")
    sources = (path for each in folders for path in (settings.BASE_DIR / each).rglob("*.py"))
    return {action for path in sources for action in RECORDED.findall(path.read_text())}


def test_every_action_of_the_sources_has_a_sentence() -> None:
    recorded = _recorded() | {f"delivery.{each}" for each in STATES}
    assert len(recorded) > 25
    assert [each for each in sorted(recorded) if what_words(each) == each] == []


def test_no_sentence_is_left_over() -> None:
    recorded = _recorded() | {f"delivery.{each}" for each in STATES} | {audit.SHORTENED}
    recorded |= {"ticket.refund", "ticket.cancel_order"}
    assert set(SENTENCES) - recorded == set()


def test_what_plain_forms_do_is_told_for_every_kind_of_row(in_shop: Shop) -> None:
    assert what_words("connection.added") == "Added: connection"
    assert what_words("setting.changed") == "Changed: action setting"
    assert what_words("macro.removed") == "Removed: macro"


def test_what_this_version_does_not_know_stays_as_it_was_written() -> None:
    assert what_words("teapot.boiled") == "teapot.boiled"
    assert kind_words("kitchen.teapot") == "kitchen.teapot"


def test_who_is_a_person_the_service_or_a_removed_account(owner: User, in_shop: Shop) -> None:
    assert told(in_shop, owner, "shop.started").who == str(owner)
    assert told(in_shop, None, "shop.started").who == "The service"
    event = audit.record(in_shop, owner, "shop.started")
    event.actor = 4711
    assert tell([event])[0].who == "A removed account (4711)"


@pytest.mark.parametrize(
    ("action", "why", "words"),
    [
        ("member.changed", "agent", "Agent"),
        ("shop.changed", "origins, accent", "Addresses of the shop's pages, Colour"),
        ("ticket.assigned", "", "Nobody"),
        ("ticket.refund", "5e551000-0000-4000-8000-000000000001", ""),
        ("flow.published", "Easter", "Easter"),
    ],
)
def test_the_reason_is_told_in_words(in_shop: Shop, action: str, why: str, words: str) -> None:
    assert told(in_shop, None, action, why=why).why == words


def test_a_ticket_that_was_assigned_names_the_person(owner: User, in_shop: Shop) -> None:
    assert told(in_shop, None, "ticket.assigned", why=str(owner.pk)).why == str(owner)


def test_things_are_named_but_not_by_what_shoppers_said(in_shop: Shop) -> None:
    vendor = Connection.objects.create(shop=in_shop, connector="email", name="Our mail")
    ticket = Ticket.objects.create(shop=in_shop, number=12, subject="Jane Doe is angry")
    assert told(in_shop, None, "connection.added", vendor).about == "Our mail"
    assert told(in_shop, None, "ticket.read", ticket).about == "#12"
    assert told(in_shop, None, "shop.started", in_shop).about == ""
