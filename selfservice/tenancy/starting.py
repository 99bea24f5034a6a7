"""Starts a shop: its row, what the apps above add to it, and its owner's invitation."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import transaction

from selfservice.privacy import audit
from selfservice.tenancy.countries import COUNTRIES
from selfservice.tenancy.invitations import Letter, invite, send
from selfservice.tenancy.models import Role, Shop, User
from selfservice.tenancy.scope import within
from selfservice.tenancy.signals import shop_started


@dataclass(frozen=True, slots=True)
class Started:
    shop: Shop
    link: str  # the owner's invitation
    trouble: str  # why its letter did not leave; the shop is started all the same


def start_shop(name: str, country: str, owner_email: str, by: User | None = None) -> Started:
    """Call it outside transactions: the letter leaves once the shop is there."""
    letter = _written(name, country, owner_email, by)
    return Started(letter.invitation.shop, letter.link, send(letter))


@transaction.atomic
def _written(name: str, country: str, owner_email: str, by: User | None) -> Letter:
    """Currency, time zone and language follow the country; the owner can change them."""
    usual = COUNTRIES[country]
    shop = Shop.objects.create(
        name=name,
        country=country,
        currency=usual.currency,
        time_zone=usual.time_zone,
        languages=[usual.language],
        default_language=usual.language,
        contact_email=owner_email,
    )
    audit.record(shop, by, "shop.started", shop)
    with within(shop):
        shop_started.send(sender=Shop, shop=shop)
    return invite(shop, owner_email, Role.OWNER, by)
