"""The link to a ticket: the same in every mail, sealed, and nothing of it in the database."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.urls import resolve
from pytest_django.fixtures import Settings

from integrations.desk import links
from integrations.desk.links import UnknownLink
from integrations.desk.models import Ticket
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def _secret(ticket: Ticket) -> str:
    return links.link_to(ticket).rstrip("/").rpartition("/")[2]


def test_a_link_leads_to_its_ticket_from_outside_any_shop(ticket: Ticket, other_shop: Shop) -> None:
    with within(other_shop):
        found = links.find(_secret(ticket))

    assert found == ticket
    assert found.shop == ticket.shop


def test_a_link_is_an_address_of_the_help_page(ticket: Ticket) -> None:
    path = links.link_to(ticket).removeprefix(settings.PUBLIC_URL)

    assert resolve(path).view_name == "help:ticket"


def test_every_mail_has_the_same_link(ticket: Ticket) -> None:
    assert links.link_to(ticket) == links.link_to(ticket)


@pytest.mark.parametrize("place", range(0, 43, 6))
def test_a_changed_sign_is_another_link(ticket: Ticket, place: int) -> None:
    secret = _secret(ticket)
    other = "A" if secret[place] != "A" else "B"

    with pytest.raises(UnknownLink):
        links.find(secret[:place] + other + secret[place + 1 :])


def test_another_spelling_of_the_same_octets_is_refused(ticket: Ticket) -> None:
    """Base64's last sign has bits that say nothing."""
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    secret = _secret(ticket)
    twin = signs[signs.index(secret[-1]) ^ 1]

    with pytest.raises(UnknownLink):
        links.find(secret[:-1] + twin)


def test_only_this_installation_can_make_one(ticket: Ticket, settings: Settings) -> None:
    secret = _secret(ticket)
    settings.SECRET_KEY = "another installation's"

    with pytest.raises(UnknownLink):
        links.find(secret)


@pytest.mark.parametrize("secret", ["", "x", "é" * 43, "=" * 44, "A" * 43, "A" * 1000, "\x00"])
def test_what_is_no_link_is_unknown(db: None, secret: str) -> None:
    with pytest.raises(UnknownLink):
        links.find(secret)
