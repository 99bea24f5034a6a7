"""The list of flows: a new shop's drafts are published from it at once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from flows.drafting import draft_of, save_edit
from flows.engine.document import load
from flows.engine.edits import disconnect
from flows.models import Flow
from flows.ready_made import install
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

LIST = "admin:flows_flow_changelist"


def _published(client: Client, shop: Shop) -> tuple[set[str], str]:
    with within(shop):
        ticked = [str(pk) for pk in Flow.objects.values_list("pk", flat=True)]
    posted = {"action": "publish", "_selected_action": ticked}
    page = client.post(reverse(LIST), posted, follow=True)
    with within(shop):
        live = set(Flow.objects.exclude(live=None).values_list("key", flat=True))
    return live, page.content.decode()


def test_drafts_are_published_from_the_list(as_owner: Client, shop: Shop) -> None:
    install(shop, ["contact"])
    live, page = _published(as_owner, shop)
    assert live == {"contact"}
    assert "1 flow is published." in page
    assert "0 flows are published." in _published(as_owner, shop)[1]


def test_what_is_not_fit_is_named_and_stays_a_draft(as_owner: Client, shop: Shop) -> None:
    install(shop, ["contact"])
    with within(shop):
        flow = Flow.objects.get()
        draft = draft_of(flow)
        broken = disconnect(load(draft.document), "person", "next")
        save_edit(flow, draft.number, broken, "Broke it", None)
    live, page = _published(as_owner, shop)
    assert live == set()
    assert "has something to mend before it can be published." in page


@pytest.mark.parametrize("role", ["agent", "auditor"])
def test_only_who_may_publish_can(as_role: Callable[[str], Client], shop: Shop, role: str) -> None:
    install(shop, ["contact"])
    assert _published(as_role(role), shop)[0] == set()
