"""Connects a shop to what comes with the installation: the desk and outgoing mail."""

from __future__ import annotations

from django.utils.translation import gettext as _

from integrations.models import Connection
from integrations.outbox import desk_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def connect_basics(shop: Shop) -> None:
    """What every shop has. Repeating it changes nothing."""
    with within(shop):
        desk_of(shop)
        connect(shop, "email", _("E-mail"))


def connect(shop: Shop, connector: str, name: str) -> Connection:
    found, _made = Connection.objects.get_or_create(
        shop=shop, connector=connector, defaults={"name": name}
    )
    return found
