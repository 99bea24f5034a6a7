"""Who may open and change what: designers as owners do, agents and auditors not at all."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from classifier.models import Phrase
from selfservice.tenancy.models import Shop
from tests.classifier.admin.conftest import is_wanted, phrase, question

PAGES = ("phrase_changelist", "phrase_state", "question_changelist", "modelversion_changelist")
MAY = {"owner": True, "designer": True, "agent": False, "auditor": False}


def _address(name: str) -> str:
    return reverse(f"admin:classifier_{name}")


@pytest.mark.parametrize("role", MAY)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_opens_for_those_who_improve_flows(
    as_role: Callable[[str], Client], flows: Shop, role: str, name: str
) -> None:
    assert as_role(role).get(_address(name)).status_code == (200 if MAY[role] else 403)


@pytest.mark.parametrize("role", MAY)
def test_only_they_change_anything(
    as_role: Callable[[str], Client], flows: Shop, role: str
) -> None:
    row, asked = phrase(flows, "cancel it"), question(flows, "gift wrapping?")
    client = as_role(role)
    status = 302 if MAY[role] else 403
    here = "?flow=cancel&language=en"
    for name, said in (
        ("phrase_train", {}),
        (f"phrase_flow{here}", {"texts": "stop it"}),
        (f"phrase_remove{here}", {"phrase": str(row.pk)}),
    ):
        page, _mark, query = name.partition("?")
        assert client.post(f"{_address(page)}?{query}", said).status_code == status
    taken = client.post(_address("question_take"), {"question": str(asked.pk)})
    assert taken.status_code == (200 if MAY[role] else 403)
    assert is_wanted() is MAY[role]
    assert list(Phrase.objects.values_list("text", flat=True)) == [
        "stop it" if MAY[role] else "cancel it"
    ]


@pytest.mark.parametrize("role", MAY)
def test_the_sidebar_leads_only_where_one_may_go(
    as_role: Callable[[str], Client], flows: Shop, role: str
) -> None:
    page = as_role(role).get(reverse("admin:index")).content.decode()
    for name in ("phrase_changelist", "question_changelist"):
        assert (f'href="{_address(name)}"' in page) is MAY[role]
