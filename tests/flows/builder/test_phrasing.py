"""From a flow to its phrases, before it was ever published."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from classifier.models import Topic
from flows.models import Flow
from selfservice.tenancy.models import Shop, User
from tests.flows.builder.conftest import address

pytestmark = pytest.mark.django_db


def test_a_flow_that_was_never_published_takes_phrases(as_owner: Client, flow: Flow) -> None:
    page = as_owner.post(address("phrases", flow.pk), follow=True)
    assert page.status_code == 200
    assert "Opening hours" in page.content.decode()
    assert [(each.label, each.live) for each in Topic.objects.all()] == [("hours", False)]


def test_a_published_flow_stays_what_the_classifier_knows(
    as_owner: Client, flow: Flow, in_shop: Shop
) -> None:
    Topic.objects.create(shop=in_shop, label=flow.key, titles={"en": "Open?"}, live=True)
    as_owner.post(address("phrases", flow.pk))
    assert Topic.objects.get().titles == {"en": "Open?"}
    assert Topic.objects.get().live


@pytest.mark.parametrize(("role", "status"), [("designer", 302), ("agent", 403), ("auditor", 403)])
def test_phrases_are_for_those_who_may_edit_them(
    as_role: Callable[[str], Client], flow: Flow, role: str, status: int
) -> None:
    assert as_role(role).post(address("phrases", flow.pk)).status_code == status


def test_a_stranger_finds_no_flow(stranger: User, flow: Flow, client: Client) -> None:
    client.force_login(stranger)
    assert client.post(address("phrases", flow.pk)).status_code == 404
    assert not Topic.objects.exists()
