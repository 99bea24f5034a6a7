"""What is accepted, under which key, and how far it may go by itself."""

from __future__ import annotations

from dataclasses import replace
from uuid import uuid4

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import translation

from integrations import outbox
from integrations.models import Autonomy, Delivery, Setting, State
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.integrations.conftest import SESSION
from tests.integrations.orders import cancel, carried_out, refund, request, tickets


def test_a_repeated_click_is_the_same_delivery(demo: Shop) -> None:
    assert cancel(demo, "1001").pk == cancel(demo, "1001").pk
    assert Delivery.objects.count() == 1


@pytest.mark.parametrize("other", [{"visit": 2}, {"session": uuid4()}])
def test_another_visit_or_session_is_another_delivery(demo: Shop, other: dict[str, int]) -> None:
    assert cancel(demo, "1001").key != cancel(demo, "1001", **other).key


def test_another_order_is_another_delivery(demo: Shop) -> None:
    assert cancel(demo, "1001").key != cancel(demo, "1009").key


def test_the_same_key_with_other_arguments_is_a_defect(demo: Shop) -> None:
    outbox.put(demo, request("open_ticket", subject="One"))
    with pytest.raises(outbox.KeyReused):
        outbox.put(demo, request("open_ticket", subject="Two"))


def test_two_shops_never_share_a_key(demo: Shop, other_shop: Shop) -> None:
    ours = outbox.put(demo, request("open_ticket", subject="One"))
    with within(other_shop):
        assert outbox.put(other_shop, request("open_ticket", subject="One")).key != ours.key


@pytest.mark.parametrize(
    ("autonomy", "state"),
    [
        (Autonomy.AUTOMATIC, State.QUEUED),
        (Autonomy.APPROVE, State.WAITING_APPROVAL),
        (Autonomy.SUGGEST, State.WAITING_APPROVAL),
        (Autonomy.OFF, State.REFUSED),
    ],
)
def test_the_shop_decides_how_far_an_action_goes(
    demo: Shop, autonomy: Autonomy, state: State
) -> None:
    Setting.objects.filter(effect="cancel_order").update(autonomy=autonomy)
    assert cancel(demo, "1001").state == state


def test_an_action_switched_off_becomes_a_ticket(demo: Shop) -> None:
    Setting.objects.filter(effect="cancel_order").update(autonomy=Autonomy.OFF)
    assert tickets(cancel(demo, "1001")) == 1


def test_the_shop_decides_about_mails_of_its_flows_alone(demo: Shop) -> None:
    Setting.objects.filter(effect="send_email").update(autonomy=Autonomy.OFF)
    mail = request("send_email", to="a@example.com", subject="s", body="b")
    assert outbox.put(demo, mail).state == State.REFUSED
    assert outbox.put(demo, replace(mail, flow="")).state == State.QUEUED


def test_a_new_shop_approves_changes_and_sends_mail_by_itself(in_shop: Shop) -> None:
    assert cancel(in_shop, "1001").state == State.WAITING_APPROVAL
    mail = outbox.put(in_shop, request("send_email", to="a@example.com", subject="s", body="b"))
    assert mail.state == State.QUEUED


def test_the_same_refund_from_another_session_is_refused_with_a_ticket(demo: Shop) -> None:
    refund(demo, "1001", "100", lines=[{"id": "MUG", "quantity": 1}])
    second = refund(demo, "1001", "90", session=uuid4(), lines=[{"id": "MUG", "quantity": 1}])
    assert second.state == State.REFUSED
    assert tickets(second) == 1


def test_two_partial_refunds_of_different_lines_are_two(demo: Shop) -> None:
    refund(demo, "1001", "100", lines=[{"id": "MUG", "quantity": 1}])
    second = refund(demo, "1001", "189", session=uuid4(), lines=[{"id": "TEA", "quantity": 1}])
    assert second.state == State.QUEUED


def test_a_refused_refund_may_be_asked_for_again(demo: Shop) -> None:
    refused = carried_out(refund(demo, "1001", "99999"))
    assert refused.state == State.REFUSED
    assert refund(demo, "1001", "100", session=uuid4()).state == State.QUEUED


@pytest.mark.parametrize("amount", ["", "free", "-5", "0", "NaN", "Infinity"])
def test_a_refund_of_no_amount_becomes_a_ticket(demo: Shop, amount: str) -> None:
    refused = refund(demo, "1001", amount)
    assert refused.state == State.REFUSED
    assert tickets(refused) == 1


def test_nothing_is_left_when_the_callers_transaction_fails(demo: Shop) -> None:
    with pytest.raises(RuntimeError), transaction.atomic():
        cancel(demo, "1001")
        raise RuntimeError
    assert Delivery.objects.count() == 0


def test_accepting_costs_three_statements(demo: Shop) -> None:
    with (
        CaptureQueriesContext(
            connection,
        ) as queries,
        transaction.atomic(),
    ):
        cancel(demo, "1001")
    sent = [each["sql"] for each in queries if "SAVEPOINT" not in each["sql"]]
    assert len([sql for sql in sent if sql.split()[0] in {"SELECT", "INSERT", "UPDATE"}]) == 3


def test_the_sealed_arguments_are_not_in_the_row(demo: Shop) -> None:
    outbox.put(demo, request("send_email", to="jane@example.com", subject="s", body="b"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT arguments FROM integrations_delivery")
        assert "jane" not in cursor.fetchone()[0]


def test_a_sessions_deliveries_come_in_order(demo: Shop) -> None:
    first, second = cancel(demo, "1001"), cancel(demo, "1009")
    assert [each.pk for each in outbox.deliveries_of(SESSION)] == [first.pk, second.pk]


def test_a_reason_is_written_in_the_shops_language_whoever_asks(demo: Shop) -> None:
    Setting.objects.filter(effect="cancel_order").update(autonomy=Autonomy.OFF)
    Shop.objects.filter(pk=demo.pk).update(default_language="cs")
    demo.refresh_from_db()
    with translation.override("es"):
        assert cancel(demo, "1001").reason == "Obchod má tuto akci vypnutou, rozhodne člověk."
