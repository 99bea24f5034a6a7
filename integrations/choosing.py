"""Chooses the connection that a kind of effect or look-up goes through."""

from __future__ import annotations

from integrations.connectors import able_to
from integrations.effects import EFFECTS, LOOKUPS
from integrations.models import Connection, Setting
from integrations.outbox import TICKET, desk_of
from selfservice.tenancy.models import Shop


def connection_for(shop: Shop, kind: str) -> Connection | None:
    """The one that the shop set for this kind, else its oldest that can do it."""
    setting = Setting.objects.select_related("connection").filter(effect=kind).first()
    if setting and setting.connection:
        return setting.connection
    wanted = EFFECTS[kind].capability if kind in EFFECTS else LOOKUPS[kind].capability
    for connection in Connection.objects.filter(shop=shop).order_by("created", "pk"):
        if able_to(wanted, connection.connector):
            return connection
    return desk_of(shop) if kind == TICKET else None
