"""The steps that set a shop up: what each waits for, what makes it done, what it offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flows.admin.first_steps import Step, is_set_up, steps_of
from flows.engine.entries import EntryKind
from flows.models import Entry, Flow, Session
from integrations.demo_shop.models import DemoOrder
from selfservice.clock import now
from selfservice.tenancy.invitations import invite
from selfservice.tenancy.models import Role, Shop, User
from selfservice.tenancy.scope import within
from selfservice.tenancy.starting import start_shop
from tests.conftest import signed_in


@pytest.fixture
def new_shop(db: None) -> Shop:
    return start_shop("Anna's Teas", "CZ", "anna@teas.example").shop


def steps(shop: Shop) -> dict[str, Step]:
    with within(shop):
        return {each.name: each for each in steps_of(shop)}


def session(shop: Shop, **given: Any) -> Session:
    with within(shop):
        return Session.objects.create(
            shop=shop, token=f"{given}", language="en", last_used=now(), **given
        )


def looked_up(shop: Shop, **given: Any) -> None:
    with within(shop):
        Entry.objects.create(
            shop=shop, session=session(shop, **given), number=1, kind=EntryKind.LOOKUP, at=now()
        )


def test_a_new_shop_begins_with_its_facts(new_shop: Shop) -> None:
    found = steps(new_shop)
    assert [name for name, each in found.items() if each.done] == []
    assert [name for name, each in found.items() if each.is_next] == ["shop"]
    assert list(found["shop"].facts["lacking"]) == ["the addresses of your shop’s pages"]


def test_a_step_that_cannot_be_taken_yet_says_what_comes_first(new_shop: Shop) -> None:
    found = steps(new_shop)
    assert "publish the home flow, in step 3" in found["snippet"].missing
    assert "or start with test orders, in step 2" in found["order"].missing


def test_the_bubble_waits_for_the_addresses_of_the_pages(demo: Shop) -> None:
    assert steps(demo)["snippet"].missing == ""
    Shop.objects.filter(pk=demo.pk).update(origins=[])
    demo.refresh_from_db()
    assert "in step 1" in steps(demo)["snippet"].missing


def test_what_was_reached_is_done(demo: Shop) -> None:
    found = steps(demo)
    assert [name for name, each in found.items() if each.done] == ["shop", "connection", "flows"]
    assert found["snippet"].is_next


def test_the_bubble_was_seen_when_somebody_used_it_on_a_page(demo: Shop) -> None:
    session(demo, page="/tried", preview=True)
    session(demo, page="")
    assert steps(demo)["snippet"].done == ""
    session(demo, page="/tea")
    assert steps(demo)["snippet"].done == "Seen on your page /tea."


def test_an_order_counts_as_tried_on_the_real_page_alone(demo: Shop) -> None:
    looked_up(demo, preview=True)
    assert steps(demo)["order"].done == ""
    looked_up(demo, page="/tea")
    assert steps(demo)["order"].done != ""


def test_an_agent_or_an_invitation_of_one_is_enough(new_shop: Shop) -> None:
    assert steps(new_shop)["people"].done == ""
    with within(new_shop):
        invite(new_shop, "agnes@teas.example", Role.AGENT)
    assert steps(new_shop)["people"].done == "An invitation is on its way."


def test_nobody_has_to_be_invited(demo: Shop) -> None:
    looked_up(demo, page="/tea")
    found = steps(demo)
    assert found["people"].done == ""
    assert is_set_up(list(found.values()))


def test_no_order_is_named_before_the_home_flow_is_live(as_owner: Client, shop: Shop) -> None:
    as_owner.post(reverse("admin:integrations_test_orders"))
    assert "<code>1001</code>" not in as_owner.get(reverse("admin:index")).content.decode()
    assert steps(shop)["order"].missing == "First publish the home flow, in step 3."


def test_the_order_to_try_is_the_owners_own(as_owner: Client, owner: User, demo: Shop) -> None:
    with within(demo):
        DemoOrder.objects.all().delete()
    as_owner.post(reverse("admin:integrations_test_orders"))
    page = as_owner.get(reverse("admin:index")).content.decode()
    assert "<code>1001</code>" in page
    assert f"<code>{owner.email}</code>" in page


def test_the_drafts_are_published_from_the_overview(new_shop: Shop) -> None:
    owner = User.objects.create_superuser("anna@teas.example", "correct horse battery")
    client = signed_in(owner)
    with within(new_shop):
        ticked = [str(pk) for pk in Flow.objects.values_list("pk", flat=True)]
    page = client.get(reverse("admin:index")).content.decode()
    assert all(f'value="{pk}" checked' in page for pk in ticked)
    posted = {"action": "publish", "_selected_action": ticked, "from_overview": "1"}
    answer = client.post(reverse("admin:flows_flow_changelist"), posted)
    assert answer["Location"] == reverse("admin:index")
    assert steps(new_shop)["flows"].done == f"{len(ticked)} of {len(ticked)} flows are published."


@pytest.mark.parametrize("role", ["designer", "agent", "auditor"])
def test_only_the_owner_connects_test_orders(
    as_role: Callable[[str], Client], shop: Shop, role: str
) -> None:
    assert as_role(role).post(reverse("admin:integrations_test_orders")).status_code == 403
