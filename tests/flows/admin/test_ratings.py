"""The list of ratings: numbers for every role, comments for who may read what shoppers wrote."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flows.models import Rating
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from tests.flows.admin.conftest import rated

READS = {"owner": True, "agent": True, "designer": False, "auditor": False}


def listed(client: Client, query: str = "") -> Any:
    return client.get(reverse("admin:flows_rating_changelist") + query)


def test_it_shows_scores_comments_and_the_average_of_each_flow(
    as_owner: Client, ratings: Shop
) -> None:
    page = listed(as_owner)
    assert page.context["averages"] == [("Cancel an order", "3.5", 2)]
    assert [each.score for each in page.context["cl"].result_list] == [2, 5]
    assert "Splendid work" in page.content.decode()
    assert "Only tried" not in page.content.decode()


def test_the_list_names_each_flow_by_its_title(as_owner: Client, ratings: Shop) -> None:
    page = listed(as_owner).content.decode()
    assert page.count("Cancel an order") > 2


@pytest.mark.parametrize(("query", "scores"), [("?score=5", [5]), ("?flow=cancel", [2, 5])])
def test_it_is_narrowed_by_score_and_flow(
    as_owner: Client, ratings: Shop, query: str, scores: list[int]
) -> None:
    assert [each.score for each in listed(as_owner, query).context["cl"].result_list] == scores


@pytest.mark.parametrize("role", READS)
def test_comments_are_for_those_who_may_read_what_shoppers_wrote(
    as_role: Callable[[str], Client], ratings: Shop, role: str
) -> None:
    client = as_role(role)
    with within(ratings):
        rating = Rating.objects.get(score=5)
    one = client.get(reverse("admin:flows_rating_change", args=[rating.pk]))
    for page in (listed(client), one):
        assert page.status_code == 200
        assert ("Splendid work" in page.content.decode()) is READS[role]
        assert (str(rating.session_id) in page.content.decode()) is READS[role]


def test_nobody_changes_a_rating(as_owner: Client, ratings: Shop) -> None:
    with within(ratings):
        rating = Rating.objects.get(score=5)
    for name in ("change", "delete"):
        address = reverse(f"admin:flows_rating_{name}", args=[rating.pk])
        assert as_owner.post(address, {"score": 1}).status_code == 403


def test_a_stranger_sees_nothing(stranger: User, ratings: Shop) -> None:
    client = Client()
    client.force_login(stranger)
    page = listed(client)
    assert page.context["averages"] == []
    assert "Splendid work" not in page.content.decode()


def test_a_session_tells_its_rating(as_owner: Client, ratings: Shop) -> None:
    session = rated(ratings, 4, "Quick").session_id
    page = as_owner.get(reverse("admin:flows_session_change", args=[session])).content.decode()
    assert "4 of 5" in page
    assert "Quick" in page
