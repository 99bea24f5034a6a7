"""A code is a mail that the shopper waits for: no setting of the shop holds it back."""

from __future__ import annotations

import pytest

from flows.runtime import linking
from integrations import outbox
from integrations.models import Autonomy, Setting, State
from selfservice.tenancy.models import Shop
from tests.flows.runtime.steps import at_proof


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
