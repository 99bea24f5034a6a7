"""Connects the demo: the desk, its mail and its own shop, with every action automatic."""

from __future__ import annotations

from django.utils.translation import gettext as _

from integrations.effects import EFFECTS
from integrations.models import Autonomy, Setting
from integrations.setting_up import connect, connect_basics
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def connect_demo(shop: Shop) -> None:
    """Repeating it changes nothing but settings that somebody changed."""
    connect_basics(shop)
    with within(shop):
        connect(shop, "demo", _("Demo shop"))
        connect(shop, "spreadsheet_file", _("Demo sheets"))
        for kind in EFFECTS:
            Setting.objects.update_or_create(
                shop=shop, effect=kind, defaults={"autonomy": Autonomy.AUTOMATIC}
            )
