"""Mails to unproven addresses: three a day to a mailbox, and so many of a shop."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from integrations import outbox, unproven
from integrations.models import Autonomy, Delivery, Setting, State
from integrations.unproven import may_mail
from selfservice.privacy.models import Budget
from selfservice.tenancy.models import Shop
from tests.integrations.orders import request, tickets


def mailed(shop: Shop, visit: int = 1) -> Delivery:
    wanted = request("send_email", visit=visit, to="a@b.cz", subject="s", body="b")
    return outbox.put(shop, replace(wanted, unproven=True))


def test_all_shops_together_mail_a_mailbox_three_times_a_day(demo: Shop, other_shop: Shop) -> None:
    sent = [may_mail(shop, "a@b.cz") for shop in (demo, other_shop, demo, other_shop)]
    assert sent == [True, True, True, False]
    Budget.objects.update(since=Budget.objects.latest("since").since - timedelta(days=1))
    assert may_mail(demo, "a@b.cz")


def test_a_shop_mails_only_so_many_strangers_and_a_refusal_takes_none(
    demo: Shop, other_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unproven, "OF_A_SHOP", 4)
    sent = [may_mail(demo, f"{each}@b.cz") for each in "aaaaabc"]
    assert sent == [True, True, True, False, False, True, False]
    assert may_mail(other_shop, "b@b.cz")


def test_one_too_many_is_refused_with_a_reason_and_one_ticket(demo: Shop) -> None:
    sent = [mailed(demo, visit) for visit in range(1, 5)]
    assert [each.state for each in sent] == [State.QUEUED] * 3 + [State.REFUSED]
    assert "not sent" in sent[-1].reason
    assert tickets(sent[-1]) == 1


def test_a_mail_that_a_person_approves_is_not_counted(
    demo: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unproven, "TO_A_MAILBOX", 0)
    Setting.objects.filter(effect="send_email").update(autonomy=Autonomy.APPROVE)
    assert mailed(demo).state == State.WAITING_APPROVAL
