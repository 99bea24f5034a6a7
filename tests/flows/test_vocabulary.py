"""The vocabulary: every effect and look-up on offer, and only the shop's own flows."""

from __future__ import annotations

from flows.models import Flow
from flows.vocabulary import vocabulary
from integrations.effects import EFFECTS, LOOKUPS
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def test_it_holds_every_effect_and_look_up_that_connectors_can_do(in_shop: Shop) -> None:
    found = vocabulary()
    assert found.effects.keys() == EFFECTS.keys()
    assert found.lookups.keys() == LOOKUPS.keys()


def test_every_effect_that_changes_something_says_what_it_is_about(in_shop: Shop) -> None:
    changing = {kind: rules for kind, rules in vocabulary().effects.items() if rules.changes}
    assert "cancel_order" in changing
    assert all(rules.about in rules.required for rules in changing.values())


def test_flows_of_other_shops_cannot_be_gone_to(in_shop: Shop, other_shop: Shop) -> None:
    with within(other_shop):
        Flow.objects.create(shop=other_shop, key="secret", title="Secret")
    Flow.objects.create(shop=in_shop, key="own", title="Own")
    flows = vocabulary().flows or frozenset()
    assert "own" in flows
    assert "secret" not in flows
