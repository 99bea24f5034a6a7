"""The audit's list: sentences, narrowed by who, what and when, at the same cost for any length."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection as database
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from selfservice.clock import now
from selfservice.privacy import audit
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User

LIST = "admin:privacy_auditevent_changelist"


def _rows(client: Client, **asked: str) -> list[str]:
    answer = client.get(reverse(LIST), asked)
    assert answer.status_code == 200
    return [each.told.what for each in answer.context["cl"].result_list]


def test_the_list_tells_sentences_in_the_language_of_the_reader(
    as_owner: Client, owner: User, in_shop: Shop
) -> None:
    audit.record(in_shop, owner, "flow.published", why="Easter")
    page = as_owner.get(reverse(LIST)).content.decode()
    assert "A flow was published." in page
    assert "Easter" in page


def test_it_is_narrowed_by_who(as_owner: Client, owner: User, agent: User, in_shop: Shop) -> None:
    audit.record(in_shop, owner, "flow.published")
    audit.record(in_shop, agent, "ticket.read")
    audit.record(in_shop, None, "session.erased")
    assert _rows(as_owner, who=str(agent.pk)) == ["A ticket was read."]
    assert _rows(as_owner, who="service") == ["A shopper’s data was erased."]
    assert _rows(as_owner, who="x") == []


def test_it_is_narrowed_by_what_was_done_and_to_what(
    as_owner: Client, owner: User, in_shop: Shop
) -> None:
    audit.record(in_shop, owner, "shop.changed", in_shop)
    audit.record(in_shop, owner, "flow.published")
    assert _rows(as_owner, action="flow.published") == ["A flow was published."]
    assert _rows(as_owner, kind="tenancy.shop") == ["The shop’s facts were changed."]
    assert _rows(as_owner, action="\x00") == []


def test_it_is_narrowed_by_when(as_owner: Client, owner: User, in_shop: Shop) -> None:
    audit.record(in_shop, owner, "flow.published")
    tomorrow = (now() + timedelta(days=1)).isoformat()
    assert _rows(as_owner, at__lt=tomorrow) == ["A flow was published."]
    assert _rows(as_owner, at__gte=tomorrow) == []


def test_the_page_of_one_event_has_the_evidence(
    as_owner: Client, owner: User, in_shop: Shop
) -> None:
    event = audit.record(in_shop, owner, "flow.published")
    address = reverse("admin:privacy_auditevent_change", args=[event.pk])
    page = as_owner.get(address).content.decode()
    for words in ("A flow was published.", "flow.published", event.digest):
        assert words in page


def test_a_longer_list_costs_no_more(
    as_owner: Client, owner: User, agent: User, in_shop: Shop
) -> None:
    costs = []
    for _more in range(2):
        for person in (owner, agent):
            audit.record(in_shop, person, "shop.changed", in_shop, why="name")
        as_owner.get(reverse(LIST))
        with CaptureQueriesContext(database) as asked:
            as_owner.get(reverse(LIST))
        costs.append(len(asked))
    assert costs[0] == costs[1]


@pytest.mark.parametrize(("role", "status"), [("auditor", 200), ("agent", 403), ("designer", 403)])
def test_the_audit_is_for_owners_and_auditors(
    as_role: Callable[[str], Client], shop: Shop, role: str, status: int
) -> None:
    assert as_role(role).get(reverse(LIST)).status_code == status


def test_another_shops_people_are_not_offered(
    as_owner: Client, owner: User, stranger: User, in_shop: Shop, other_shop: Shop
) -> None:
    audit.record(in_shop, owner, "flow.published")
    audit.record(other_shop, stranger, "flow.published")
    page = as_owner.get(reverse(LIST)).content.decode()
    assert str(stranger) not in page
    assert AuditEvent.objects.count() == 1
