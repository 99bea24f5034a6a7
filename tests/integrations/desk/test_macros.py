"""Prepared answers: seven for every shop, in three languages, filled with facts alone."""

from __future__ import annotations

import json
from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from integrations.desk import macros
from integrations.desk.filling import fill, gaps
from integrations.desk.models import Macro, Ticket
from integrations.models import Connection
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from selfservice.tenancy.starting import start_shop

READY_MADE: list[dict[str, Any]] = json.loads(macros.READY_MADE.read_text(encoding="utf-8"))


def test_a_new_shop_has_macros_a_desk_and_mail(db: None) -> None:
    shop = start_shop("Čajovna", "CZ", "eva@cajovna.example").shop
    with within(shop):
        names = [macro.name for macro in macros.macros()]
        connectors = set(Connection.objects.values_list("connector", flat=True))

    assert names[0] == "Prověřujeme to"
    assert len(names) == 7
    assert connectors == {"desk", "email"}


def test_installing_again_changes_nothing_that_the_owner_did(demo: Shop) -> None:
    first, *others = macros.macros()
    first.texts = {"en": "Ours"}
    first.save()
    others[0].delete()
    macros.install(demo)

    assert len(macros.macros()) == 6
    assert Macro.objects.get(pk=first.pk).texts == {"en": "Ours"}


def test_shops_from_before_are_given_them_by_a_migration(shop: Shop, other_shop: Shop) -> None:
    import_module("integrations.desk.migrations.0003_macros_for_every_shop").give(apps, None)

    for each in (shop, other_shop):
        with within(each):
            assert len(macros.macros()) == 7


@pytest.mark.parametrize("made", READY_MADE, ids=lambda made: made["name"]["en"])
def test_every_language_says_the_same_with_the_same_facts(made: dict[str, Any]) -> None:
    texts = made["texts"]

    assert set(texts) == set(made["name"]) == {"en", "cs", "es"}
    assert len({frozenset(gaps(text)) for text in texts.values()}) == 1
    assert set(gaps(texts["en"])) <= set(macros.LABELS)


def test_a_macro_is_filled_in_the_shoppers_language(ticket: Ticket, bert: User) -> None:
    macro = Macro(
        texts={"en": "Order {order.number}", "cs": "Objednávka {order.number} z {order.placed_on}"}
    )
    facts = macros.facts_of(ticket, bert)

    assert macros.filled(macro, "cs", facts) == "Objednávka 1001 z 20. listopadu 2026"
    assert macros.filled(macro, "es", facts) == "Order 1001"


def test_a_fact_that_nobody_knows_stays_to_be_seen(ticket: Ticket, bert: User) -> None:
    macro = Macro(texts={"en": "{order.carrier}: {order.tracking_url}"})
    text = macros.filled(macro, "en", macros.facts_of(ticket, bert))

    assert text == "PPL: {order.tracking_url}"
    assert gaps(text) == ["order.tracking_url"]


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{a.b}", "{c.d}"),  # a value's braces are not looked at again
        ("{a.__class__}", "{a.__class__}"),
        ("{a[b]} {} {A.B} { a.b }", "{a[b]} {} {A.B} { a.b }"),
        ("{a}", "{a.b}{c.d}"),
    ],
)
def test_a_placeholder_is_a_path_and_nothing_cleverer(text: str, filled: str) -> None:
    facts = {"a": {"b": "{c.d}"}, "c": {"d": "secret"}}
    if text == "{a}":
        facts = {"a": "{a.b}{c.d}"}  # type: ignore[dict-item]

    assert fill(text, "en", facts) == filled


def test_chips_are_the_known_facts_in_words(ticket: Ticket, bert: User) -> None:
    chips = {
        chip.path: (chip.label, chip.value) for chip in macros.chips(macros.facts_of(ticket, bert))
    }

    assert chips["order.number"] == ("Order number", "1001")
    assert chips["order.placed_on"] == ("Ordered on", "20 Nov 2026")
    assert chips["answer.story"] == ("Story", "It came broken.")
    assert chips["agent.name"] == ("Your name", "Bert")
    assert chips["ticket.number"] == ("Ticket number", str(ticket.number))
    assert "order.tracking_url" not in chips


def test_an_agent_without_a_name_signs_as_the_shop(ticket: Ticket, agent: User) -> None:
    assert macros.facts_of(ticket, agent)["agent"]["name"] == "Anna's Shop"
