"""Connects a shop to what comes with the installation: the desk, mail, and the demo's own shop."""

from __future__ import annotations

from django.utils.translation import gettext as _

from integrations.effects import EFFECTS
from integrations.models import Autonomy, Connection, Setting
from integrations.outbox import desk_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def connect_basics(shop: Shop) -> None:
    """The desk and outgoing mail, which every shop has. Repeating it changes nothing."""
    with within(shop):
        desk_of(shop)
        _connection(shop, "email", _("E-mail"))


def connect_demo(shop: Shop) -> None:
    """Also the demo's own shop, with every action automatic."""
    connect_basics(shop)
    with within(shop):
        _connection(shop, "demo", _("Demo shop"))
        for kind in EFFECTS:
            Setting.objects.update_or_create(
                shop=shop, effect=kind, defaults={"autonomy": Autonomy.AUTOMATIC}
            )


def _connection(shop: Shop, connector: str, name: str) -> Connection:
    found, _made = Connection.objects.get_or_create(
        shop=shop, connector=connector, defaults={"name": name}
    )
    return found
