"""The ready-made flows arrive in a shop once, and stay as the shop made them."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from classifier.phrases import phrases_of
from flows.models import Flow, Revision
from flows.ready_made import available, install
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from selfservice.tenancy.signals import languages_changed, shop_started

KEYS = {each.key for each in available()}


def test_a_shop_gets_every_starter_as_a_draft(in_shop: Shop) -> None:
    flows = install(in_shop)
    assert {each.key for each in flows} == KEYS
    assert all(each.live is None for each in flows)
    assert Revision.objects.count() == len(KEYS)
    assert Flow.objects.get(home=True).key == "home"


def test_installing_twice_changes_nothing(in_shop: Shop) -> None:
    install(in_shop)
    Flow.objects.filter(key="cancel").update(title="Our own words")
    install(in_shop)
    assert Flow.objects.count() == Revision.objects.count() == len(KEYS)
    assert Flow.objects.get(key="cancel").title == "Our own words"


def test_publishing_gives_every_flow_a_live_revision(in_shop: Shop) -> None:
    flows = install(in_shop, publish=True)
    assert all(each.live is not None and each.live.published for each in flows)


def test_only_the_named_flows_arrive(in_shop: Shop) -> None:
    assert [each.key for each in install(in_shop, ["cancel"])] == ["cancel"]


def test_a_shop_with_a_home_flow_keeps_it(in_shop: Shop) -> None:
    Flow.objects.create(shop=in_shop, key="own", title="Own", home=True)
    install(in_shop)
    assert Flow.objects.get(home=True).key == "own"


def test_a_flow_is_published_in_the_shops_languages_only(in_shop: Shop) -> None:
    in_shop.languages = ["cs", "en"]
    in_shop.default_language = "cs"
    (flow,) = install(in_shop, ["cancel"])
    assert flow.title == "Zrušit objednávku"
    assert flow.revisions.get().document["languages"] == ["en", "cs"]


def test_the_command_installs_for_one_shop(shop: Shop, other_shop: Shop) -> None:
    out = StringIO()
    call_command("install_starters", "--shop", "anna", "--publish", stdout=out)
    assert out.getvalue().count("published") == len(KEYS)
    with within(other_shop):
        assert Flow.objects.count() == 0


def test_the_command_refuses_an_unknown_shop(db: None) -> None:
    with pytest.raises(CommandError, match="No shop has the key 'nobody'"):
        call_command("install_starters", "--shop", "nobody")


def test_a_new_shop_has_the_ready_made_flows_as_drafts(in_shop: Shop) -> None:
    shop_started.send(sender=Shop, shop=in_shop)
    assert Flow.objects.count() == len(KEYS)
    assert not Flow.objects.filter(live__isnull=False).exists()


def test_a_language_added_to_a_shop_brings_its_phrases(in_shop: Shop) -> None:
    in_shop.languages = ["en"]
    in_shop.save()
    install(in_shop)
    assert set(phrases_of("cancel")) == {"en"}
    in_shop.languages = ["en", "cs"]
    in_shop.save()
    languages_changed.send(sender=Shop, shop=in_shop)
    assert set(phrases_of("cancel")["cs"]) >= {"zrušit objednávku"}
