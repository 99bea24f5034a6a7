"""Gives a shop what comes with the installation: the desk, its macros and outgoing mail."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _

from integrations.desk import macros
from integrations.models import Connection
from integrations.outbox import desk_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def connect_basics(shop: Shop) -> None:
    """What every shop has. Repeating it changes nothing."""
    with within(shop):
        desk_of(shop)
        connect(shop, "email", _("E-mail"))
        macros.install(shop)


def set_up_with_shop(sender: object, shop: Shop, **_news: object) -> None:
    """In the language of the shop's people, whoever starts it."""
    with translation.override(shop.default_language):
        connect_basics(shop)


def connect(shop: Shop, connector: str, name: str) -> Connection:
    found, _made = Connection.objects.get_or_create(
        shop=shop, connector=connector, defaults={"name": name}
    )
    return found
