"""However an address is written and whatever its name leads to, nothing of ours is called."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from integrations.capabilities import Call
from integrations.connectors import connect
from integrations.connectors.webhook import Webhook, WebhookSettings
from integrations.connectors.webhook_secrets import new_secret
from integrations.errors import ConnectorError, Misconfigured
from integrations.http import make_sure_of
from integrations.models import Connection
from selfservice.tenancy.models import Shop, User
from tests.integrations.http.conftest import Names
from tests.integrations.http.hostile import NAMES, hostile
from tests.integrations.http.loopback import Server

CHANGE = "admin:integrations_connection_change"
LIST = "admin:integrations_connection_changelist"

Try = Callable[[Connection, str], bool]


@pytest.fixture
def hook(demo: Shop, owner: User, client: Client) -> Connection:
    client.force_login(owner)
    return Connection.objects.create(
        shop=demo, connector="webhook", name="Hook", secrets={"secret": new_secret()}
    )


def _saves(_hook: Connection, address: str) -> bool:
    """Whether the form of the settings took it."""
    return WebhookSettings({"address": address}).is_valid()


def _tests(hook: Connection, address: str) -> bool:
    """Whether something answered."""
    hook.settings = {"address": address}
    connector = connect(hook)
    assert isinstance(connector, Webhook)
    return not _fails(connector.test)


def _delivers(hook: Connection, address: str) -> bool:
    hook.settings = {"address": address}
    connector = connect(hook)
    assert isinstance(connector, Webhook)
    return not _fails(lambda: connector.call_webhook(Call("key", {"event": "e"}, {})))


def _fails(call: Callable[[], object]) -> bool:
    try:
        call()
    except ConnectorError:
        return True
    return False


@pytest.mark.parametrize("way", [_saves, _tests, _delivers])
def test_no_hostile_address_is_taken_or_called(
    way: Try, hook: Connection, names: Names, canaries: list[Server]
) -> None:
    names.update(NAMES)
    addresses = hostile(canaries[0].port)
    assert len(addresses) >= 80
    assert [each for each in addresses if way(hook, each)] == []
    assert [canary.connections for canary in canaries] == [0, 0]


def test_a_name_that_turns_inside_after_it_was_saved_is_not_called(
    hook: Connection, client: Client, names: Names, canaries: list[Server]
) -> None:
    address = f"https://turning.example:{canaries[0].port}/"
    names["turning.example"] = ["8.8.8.8"]
    assert _saves(hook, address)
    names["turning.example"] = ["127.0.0.1"]
    assert not _tests(hook, address)
    assert not _delivers(hook, address)
    Connection.objects.filter(pk=hook.pk).update(settings={"address": address})
    pressed = {"action": "test", "_selected_action": [str(hook.pk)]}
    answer: Any = client.post(reverse(LIST), pressed, follow=True)
    assert [each.level_tag for each in answer.context["messages"]] == ["error"]
    assert [canary.connections for canary in canaries] == [0, 0]


@pytest.mark.parametrize(
    "address",
    [
        "https://hooks.example.com/a?b=c",
        "https://hooks.example.com:8443/",
        "https://bücher.example/ž",
        "https://not-there-yet.example/",
        "https://8.8.8.8/",
        "https://[2606:4700::1111]/",
        "https://[64:ff9b::808:808]/",
    ],
)
def test_an_address_of_the_open_internet_is_taken(address: str, names: Names) -> None:
    names["hooks.example.com"] = ["93.184.216.34", "2606:2800:220:1::1"]
    make_sure_of(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://hooks.example.com/",
        "https://hooks.example.com:80/",
        "https://hooks.example.com:22/",
        "https://hooks.example.com:0/",
        "https://hooks.example.com:99999/",
        "https://user@hooks.example.com/",
        "https://user:word@hooks.example.com/",
        "https://@hooks.example.com/",
        "https://hooks.example.com./",
        "https://hooks.example.com\\a",
        "https://hooks.example.com/a b",
        "ftp://hooks.example.com/",
        "hooks.example.com",
        "https://hooks.example.com/" + "a" * 2000,
        "https://134744072/",
        "https://010.8.8.8/",
    ],
)
def test_what_is_written_oddly_is_refused_although_it_leads_outside(
    address: str, names: Names
) -> None:
    names["hooks.example.com"] = names["hooks.example.com."] = ["93.184.216.34"]
    with pytest.raises(Misconfigured):
        make_sure_of(address)


@pytest.mark.parametrize(
    ("address", "taken"),
    [
        ("http://127.0.0.1:8000/", True),
        ("http://warehouse:8080/", True),
        ("https://[fd12::1]/", True),
        ("http://100.64.3.2/", True),
        ("http://169.254.169.254/", False),
        ("http://[fd00:ec2::254]/", False),
        ("http://100.100.100.200/", False),
        ("http://0.0.0.0/", False),
        ("ftp://127.0.0.1/", False),
        ("http://user@127.0.0.1/", False),
    ],
)
def test_the_operator_may_open_the_own_network_but_not_the_clouds_secrets(
    address: str, taken: bool, near: None, names: Names
) -> None:
    names["warehouse"] = ["192.168.1.4"]
    if taken:
        make_sure_of(address)
    else:
        with pytest.raises(ConnectorError):
            make_sure_of(address)


def test_what_is_wrong_is_said_beside_the_field(hook: Connection, client: Client) -> None:
    posted = {"name": "Renamed", "setting_address": "http://hooks.example.com/"}
    answer = client.post(reverse(CHANGE, args=[hook.pk]), posted)
    page = answer.content.decode()
    assert "Begin the address with https://" in page
    assert "Renamed" in page and "http://hooks.example.com/" in page
