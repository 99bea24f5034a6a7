"""The page on which a shop keeps its prepared answers."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from integrations.desk.models import Macro
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import within

ADD = reverse("admin:desk_macro_add")


def test_an_agent_writes_one_in_every_language(shop: Shop, agent: User, client: Client) -> None:
    client.force_login(agent)
    texts = {"texts_en": "Hello {order.number}", "texts_cs": "Dobrý den", "texts_es": ""}
    answer = client.post(ADD, {"name": "Hello", "position": "1", **texts})
    assert answer.status_code == 302
    with within(shop):
        assert Macro.objects.get(name="Hello").texts == {
            "en": "Hello {order.number}",
            "cs": "Dobrý den",
        }


def test_without_a_text_a_sentence_says_what_is_missing(
    shop: Shop, agent: User, client: Client
) -> None:
    client.force_login(agent)
    answer = client.post(ADD, {"name": "Empty", "position": "1"})
    assert "Write the answer in at least one language." in answer.content.decode()


@pytest.mark.parametrize("role", [Role.DESIGNER, Role.AUDITOR])
def test_it_is_for_those_who_work_tickets(
    shop: Shop, agent: User, client: Client, role: Role
) -> None:
    with within(shop):
        Member.objects.filter(user=agent).update(role=role)
    client.force_login(agent)
    assert client.get(ADD).status_code == 403
