"""The admin's pages of connections and deliveries: who may, what is shown, what never is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations.connectors import CONNECTORS
from integrations.connectors.email import Email, EmailSettings
from integrations.decisions import STATES
from integrations.demo_shop.seed import SEEDS
from integrations.models import Autonomy, Connection, Delivery, Setting, State
from integrations.outbox import put
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Member, Role, Shop, User
from tests.integrations.orders import again, cancel, carried_out, request

DELIVERIES = "admin:integrations_delivery_changelist"
DELIVERY = "admin:integrations_delivery_change"


CASE = {
    "contact": "eva@x.cz",
    "facts": {"order": {"customer": "Eva Malá"}},
    "transcript": [{"question": "Why do you cancel?", "answer": "Ordered twice"}],
}


class SecretEmail(Email):
    """E-mail whose answer address plays the secret."""

    secrets = frozenset({"reply_to"})
    settings_form = EmailSettings


def test_an_agent_approves_from_the_list(demo: Shop, agent: User, client: Client) -> None:
    Setting.objects.update(autonomy=Autonomy.APPROVE)
    waiting = cancel(demo, "1001")
    client.force_login(agent)
    answer = client.post(
        reverse(DELIVERIES), {"action": "approve", "_selected_action": [str(waiting.pk)]}
    )
    assert answer.status_code == 302
    assert again(waiting).state == State.QUEUED
    assert AuditEvent.objects.filter(action="delivery.approve", actor=agent.pk).count() == 1


def test_the_list_says_which_order_waits(demo: Shop, owner: User, client: Client) -> None:
    Setting.objects.update(autonomy=Autonomy.APPROVE)
    cancel(demo, "1001")
    done = carried_out(put(demo, request("open_ticket", subject="Nothing waits here")))
    client.force_login(owner)
    waiting = f"{reverse(DELIVERIES)}?state__exact={State.WAITING_APPROVAL}"
    assert waiting in client.get(reverse("admin:index")).content.decode()
    page = client.get(waiting).content.decode()
    assert "1001" in page
    assert str(done.pk) not in page


def test_a_stranger_decides_nothing(demo: Shop, stranger: User, client: Client) -> None:
    Setting.objects.update(autonomy=Autonomy.APPROVE)
    waiting = cancel(demo, "1001")
    client.force_login(stranger)
    client.post(reverse(DELIVERIES), {"action": "approve", "_selected_action": [str(waiting.pk)]})
    assert again(waiting).state == State.WAITING_APPROVAL
    assert client.get(reverse(DELIVERY, args=[waiting.pk])).status_code in {302, 403, 404}


def _said_back(answer: Any) -> list[str]:
    return [str(each) for each in answer.context["messages"]]


def _button(name: str) -> str:
    return f'name="_{name}"'


@pytest.fixture
def waiting(demo: Shop) -> Delivery:
    Setting.objects.update(autonomy=Autonomy.APPROVE)
    return put(
        demo,
        replace(request("refund", order="1001", amount="1249", currency="CZK"), context=CASE),
    )


def test_a_deliverys_page_says_what_is_to_be_decided(
    waiting: Delivery, owner: User, client: Client
) -> None:
    client.force_login(owner)
    page = client.get(reverse(DELIVERY, args=[waiting.pk])).content.decode()
    for said in (
        "1001",
        "1,249.00 CZK",
        "Eva Malá, eva@x.cz",
        "Why do you cancel? — Ordered twice",
    ):
        assert said in page
    for offered in ("approve", "reject", "done_by_hand"):
        assert _button(offered) in page
    for absent in ("try_again", "save", "continue"):
        assert _button(absent) not in page


def test_a_return_is_said_in_words(demo: Shop, owner: User, client: Client) -> None:
    mug = {"id": "7", "name": "Blue mug", "quantity": 2}
    wanted = request("create_return", order="1001", lines=["7", "8"], reason="Too small")
    asked = put(demo, replace(wanted, context={"facts": {"order": {"items": [mug]}}}))
    client.force_login(owner)
    page = client.get(reverse(DELIVERY, args=[asked.pk])).content.decode()
    assert "Items and pieces: 2 × Blue mug; 8<br>Reason: Too small" in page


def test_an_owner_approves_by_button_and_a_second_press_is_harmless(
    waiting: Delivery, owner: User, client: Client
) -> None:
    client.force_login(owner)
    address = reverse(DELIVERY, args=[waiting.pk])
    answer = client.post(address, {"_approve": ""}, follow=True)
    assert answer.redirect_chain == [(address, 302)]
    assert _said_back(answer) == ["Approved: it is carried out now."]
    assert again(waiting).state == State.QUEUED
    twice = client.post(address, {"_approve": ""}, follow=True)
    assert _said_back(twice) == ["This delivery has moved on meanwhile: look at it again."]
    assert AuditEvent.objects.filter(action="delivery.approve", actor=owner.pk).count() == 1


def test_a_rejection_keeps_its_reason(waiting: Delivery, owner: User, client: Client) -> None:
    client.force_login(owner)
    client.post(reverse(DELIVERY, args=[waiting.pk]), {"_reject": "", "said": "Paid back by card"})
    assert (again(waiting).state, again(waiting).reason) == (State.CANCELLED, "Paid back by card")


def test_what_was_done_by_hand_needs_its_reference(
    waiting: Delivery, owner: User, client: Client
) -> None:
    client.force_login(owner)
    address = reverse(DELIVERY, args=[waiting.pk])
    answer = client.post(address, {"_done_by_hand": "", "said": " "}, follow=True)
    assert _said_back(answer) == ["Write the reference under which it was done."]
    assert again(waiting).state == State.WAITING_APPROVAL
    client.post(address, {"_done_by_hand": "", "said": "R-77"})
    assert again(waiting).state == State.DONE
    page = client.get(address).content.decode()
    assert "R-77" in page
    assert not any(_button(name) in page for name in STATES)


def test_what_is_stuck_is_tried_again(waiting: Delivery, owner: User, client: Client) -> None:
    Delivery.objects.filter(pk=waiting.pk).update(state=State.STUCK)
    client.force_login(owner)
    address = reverse(DELIVERY, args=[waiting.pk])
    assert _button("approve") not in client.get(address).content.decode()
    client.post(address, {"_try_again": ""})
    assert again(waiting).state == State.QUEUED


def test_a_shop_that_does_it_by_hand_is_offered_no_approval(
    waiting: Delivery, owner: User, client: Client
) -> None:
    Setting.objects.update(autonomy=Autonomy.SUGGEST)
    client.force_login(owner)
    page = client.get(reverse(DELIVERY, args=[waiting.pk])).content.decode()
    assert _button("approve") not in page
    assert _button("done_by_hand") in page


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.DESIGNER])
def test_a_role_that_may_not_approve_presses_in_vain(
    role: Role, waiting: Delivery, agent: User, client: Client
) -> None:
    Member.objects.filter(user=agent).update(role=role)
    client.force_login(agent)
    address = reverse(DELIVERY, args=[waiting.pk])
    assert client.post(address, {"_approve": ""}).status_code == 403
    assert client.get(address).status_code == 403
    assert again(waiting).state == State.WAITING_APPROVAL


def test_another_shops_owner_presses_in_vain(
    waiting: Delivery, stranger: User, client: Client
) -> None:
    client.force_login(stranger)
    address = reverse(DELIVERY, args=[waiting.pk])
    assert client.post(address, {"_approve": ""}).status_code == 404
    assert again(waiting).state == State.WAITING_APPROVAL


def test_a_post_without_a_decision_changes_nothing(
    waiting: Delivery, owner: User, client: Client
) -> None:
    client.force_login(owner)
    address = reverse(DELIVERY, args=[waiting.pk])
    assert client.post(address, {"_save": "", "state": "done"}).status_code == 403
    assert again(waiting).state == State.WAITING_APPROVAL


def test_a_mails_text_is_not_shown(demo: Shop, owner: User, client: Client) -> None:
    mail = put(demo, request("send_email", to="a@b.cz", subject="Code", body="Your code: K2ZQ"))
    client.force_login(owner)
    page = client.get(reverse(DELIVERY, args=[mail.pk])).content.decode()
    assert "a@b.cz" in page
    assert "K2ZQ" not in page


def test_a_deliverys_page_shows_its_attempts(demo: Shop, agent: User, client: Client) -> None:
    refused = carried_out(cancel(demo, "1009"))
    client.force_login(agent)
    assert refused.reason in client.get(
        reverse(DELIVERY, args=[refused.pk])
    ).content.decode().replace("&#x27;", "'")


@pytest.fixture
def secret_email(demo: Shop, monkeypatch: pytest.MonkeyPatch) -> Connection:
    monkeypatch.setitem(CONNECTORS, "email", SecretEmail)
    connection = Connection.objects.get(connector="email")
    connection.secrets = {"reply_to": "old@secret.example"}
    connection.save()
    return connection


def _save(client: Client, connection: Connection, secret: str) -> Connection:
    address = reverse("admin:integrations_connection_change", args=[connection.pk])
    posted = {"name": "Mail", "setting_sender": "me@anna.example", "setting_reply_to": secret}
    assert client.post(address, posted).status_code == 302
    return Connection.objects.get(pk=connection.pk)


def test_a_secret_goes_in_and_never_comes_out(
    secret_email: Connection, owner: User, client: Client
) -> None:
    client.force_login(owner)
    address = reverse("admin:integrations_connection_change", args=[secret_email.pk])
    assert "old@secret.example" not in client.get(address).content.decode()
    kept = _save(client, secret_email, "")
    assert (kept.secrets, kept.settings) == (
        {"reply_to": "old@secret.example"},
        {"sender": "me@anna.example"},
    )
    changed = _save(client, secret_email, "new@secret.example")
    assert changed.secrets == {"reply_to": "new@secret.example"}


def test_a_new_connection_leads_on_to_its_settings(demo: Shop, owner: User, client: Client) -> None:
    client.force_login(owner)
    answer = client.post(
        reverse("admin:integrations_connection_add"), {"connector": "email", "name": "Second"}
    )
    made = Connection.objects.get(name="Second")
    assert answer["Location"] == reverse("admin:integrations_connection_change", args=[made.pk])


def test_an_agent_does_not_manage_connections(demo: Shop, agent: User, client: Client) -> None:
    client.force_login(agent)
    assert client.get(reverse("admin:integrations_connection_changelist")).status_code == 403


def test_a_connection_is_tested_from_the_list(demo: Shop, owner: User, client: Client) -> None:
    client.force_login(owner)
    vendor = Connection.objects.get(connector="demo")
    address = reverse("admin:integrations_connection_changelist")
    answer = client.post(
        address, {"action": "test", "_selected_action": [str(vendor.pk)]}, follow=True
    )
    assert [str(each) for each in answer.context["messages"]] == [
        f"Demo shop: The demo shop has {len(SEEDS)} orders."
    ]


def test_a_ticket_shows_what_is_known(demo: Shop, agent: User, client: Client) -> None:
    carried_out(put(demo, request("open_ticket", subject="Help", message="Please call")))
    client.force_login(agent)
    page = client.get(reverse("admin:desk_ticket_changelist"))
    assert "Help" in page.content.decode()
    ticket = demo.ticket_set.get()
    page = client.get(reverse("admin:desk_ticket_change", args=[ticket.pk]))
    assert "order: known" in page.content.decode()
    assert "Please call" in page.content.decode()
