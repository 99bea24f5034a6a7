"""The admin's pages of deliveries: who may decide, what is shown, what never is."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations.decisions import STATES
from integrations.models import Autonomy, Delivery, Setting, State
from integrations.outbox import put
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Member, Role, Shop, User
from tests.integrations.orders import again, cancel, carried_out, request

DELIVERIES = "admin:integrations_delivery_changelist"
DELIVERY = "admin:integrations_delivery_change"


CASE = {
    "contact": "eva@x.cz",
    "facts": {
        "order": {
            "number": "1001",
            "customer": "Eva Malá",
            "to_refund": {"amount": "1249.00", "currency": "CZK"},
        }
    },
    "because": ["Is there money to give back?: Paid, and not given back yet"],
    "transcript": [{"question": "Why do you cancel?", "answer": "Ordered twice"}],
}


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
        replace(request("refund", order="1001"), context=CASE),
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
        "Paid: 687.00 CZK",
        "Given back so far: 0.00 CZK",
        "State of the order now: processing",
        "Is there money to give back?: Paid, and not given back yet",
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
