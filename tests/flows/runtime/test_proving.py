"""A code is a mail that the shopper waits for: no setting of the shop holds it back."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.models import Challenge
from flows.runtime import linking
from integrations import outbox
from integrations.delivery.sweep import Sweep
from integrations.models import Autonomy, Delivery, Setting, State
from selfservice import clock
from selfservice.tenancy.models import Shop
from tests.flows.runtime.steps import at_proof
from tests.integrations.orders import again, carried_out, tickets


@pytest.mark.parametrize("autonomy", [Autonomy.APPROVE, Autonomy.SUGGEST, Autonomy.OFF])
def test_a_code_and_a_link_leave_whatever_the_shop_decides_about_mails(
    in_demo: Shop, autonomy: Autonomy
) -> None:
    Setting.objects.update_or_create(
        shop=in_demo, effect="send_email", defaults={"autonomy": autonomy}
    )
    session = at_proof(in_demo).session
    linking.mail_link(session, "jane@example.com")
    mails = outbox.deliveries_of(session.pk)
    assert [mail.state for mail in mails] == [State.QUEUED, State.QUEUED]


def test_a_code_that_nobody_could_use_any_more_is_not_mailed(in_demo: Shop) -> None:
    session = at_proof(in_demo).session
    [mail] = outbox.deliveries_of(session.pk)
    assert mail.worthless == Challenge.objects.get(session=session).expires
    hour_ago = clock.now() - timedelta(hours=1)
    Delivery.objects.update(worthless=hour_ago, created=hour_ago)
    assert carried_out(mail).state == State.QUEUED
    assert Sweep().once() == 1  # to report it
    assert again(mail).state == State.CANCELLED
    assert tickets(mail) == 0
