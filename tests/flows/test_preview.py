"""The signed link that runs a draft."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine

from flows.drafting import draft_of
from flows.models import Flow
from flows.preview import preview_token, previewed
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

pytestmark = pytest.mark.django_db


def test_a_token_opens_just_its_revision(in_shop: Shop, flow: Flow) -> None:
    draft = draft_of(flow)
    assert previewed(in_shop, preview_token(draft)) == draft


def test_a_token_is_good_for_a_day(in_shop: Shop, flow: Flow) -> None:
    token = preview_token(draft_of(flow))
    with time_machine.travel(now() + timedelta(hours=23)):
        assert previewed(in_shop, token) is not None
    with time_machine.travel(now() + timedelta(hours=25)):
        assert previewed(in_shop, token) is None


@pytest.mark.parametrize("token", ["", "x", "WzEsMSwxXQ:1:forged"])
def test_a_forged_token_opens_nothing(token: str, in_shop: Shop, flow: Flow) -> None:
    assert previewed(in_shop, token) is None


def test_a_token_opens_nothing_in_another_shop(flow: Flow, other_shop: Shop) -> None:
    token = preview_token(draft_of(flow))
    with within(other_shop):
        assert previewed(other_shop, token) is None
