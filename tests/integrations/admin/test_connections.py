"""The admin's pages of connections: who may, what is shown, what never is."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from integrations.connectors import CONNECTORS
from integrations.connectors.email import Email, EmailSettings
from integrations.demo_shop.seed import SEEDS
from integrations.models import Connection
from selfservice.clock import now
from selfservice.tenancy.models import Shop, User


class SecretEmail(Email):
    """E-mail whose answer address plays the secret."""

    secrets = frozenset({"reply_to"})
    settings_form = EmailSettings


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


def test_the_list_says_what_each_is_and_how_it_does(
    demo: Shop, owner: User, client: Client
) -> None:
    client.force_login(owner)
    Connection.objects.filter(connector="email").update(paused=True)
    soon = now() + timedelta(minutes=5)
    Connection.objects.filter(connector="demo").update(open_until=soon)
    page = client.get(reverse("admin:integrations_connection_changelist")).content.decode()
    for words in ("In use", "Paused", "Resting: its calls keep failing"):
        assert words in page
    assert "spreadsheet_file" not in page


def test_the_desk_cannot_be_paused(demo: Shop, owner: User, client: Client) -> None:
    client.force_login(owner)
    desk = Connection.objects.get(connector="desk")
    address = reverse("admin:integrations_connection_change", args=[desk.pk])
    answer = client.post(address, {"name": "Desk", "paused": "on"})
    assert "The desk cannot be paused" in answer.content.decode()
    assert not Connection.objects.get(pk=desk.pk).paused


def test_one_without_its_settings_is_not_in_use(demo: Shop, owner: User, client: Client) -> None:
    client.force_login(owner)
    Connection.objects.create(shop=demo, connector="webhook", name="Hook")
    page = client.get(reverse("admin:integrations_connection_changelist")).content.decode()
    assert "Not set up yet" in page
