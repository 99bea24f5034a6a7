"""Chooses the connection that a kind of effect or look-up goes through."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from integrations.connectors import able_to, is_set_up
from integrations.effects import EFFECTS, LOOKUPS
from integrations.models import Autonomy, Connection, Setting
from integrations.outbox import TICKET, desk_of
from selfservice.tenancy.models import Shop


@dataclass(frozen=True, slots=True)
class Carrier:
    """What would carry an action out: the connection's name, empty where none can."""

    connection: str
    off: bool = False  # the shop has switched the action off


def connection_for(shop: Shop, kind: str) -> Connection | None:
    """The one that the shop set for this kind, else its oldest that can do it."""
    setting = Setting.objects.select_related("connection").filter(effect=kind).first()
    found = _chosen(kind, setting, _connections(shop))
    return desk_of(shop) if found is None and kind == TICKET else found


def carriers(shop: Shop) -> dict[str, Carrier]:
    """Per kind of effect, found in two statements. The built-in desk is always there."""
    settings = {each.effect: each for each in Setting.objects.select_related("connection")}
    connections = list(_connections(shop))
    found = {}
    for kind in EFFECTS:
        setting = settings.get(kind)
        connection = _chosen(kind, setting, connections)
        name = connection.name if connection else _("Desk") if kind == TICKET else ""
        off = setting is not None and setting.autonomy == Autonomy.OFF and kind != TICKET
        found[kind] = Carrier(name, off)
    return found


def _connections(shop: Shop) -> Iterable[Connection]:
    return Connection.objects.filter(shop=shop).order_by("created", "pk")


def _chosen(
    kind: str, setting: Setting | None, connections: Iterable[Connection]
) -> Connection | None:
    if setting and setting.connection:
        return setting.connection
    wanted = EFFECTS[kind].capability if kind in EFFECTS else LOOKUPS[kind].capability
    able = (each for each in connections if able_to(wanted, each.connector))
    return next(filter(is_set_up, able), None)
