"""The built-in desk: a case becomes a ticket there."""

from __future__ import annotations

from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from integrations.capabilities import Call, Idempotency
from integrations.connectors.base import Connector
from integrations.desk.opening import open_ticket
from integrations.values import Receipt


class Desk(Connector):
    label: ClassVar[str | Promise] = _("Desk: tickets kept here")
    local: ClassVar[bool] = True
    idempotency: Idempotency = "native"

    def open_ticket(self, call: Call) -> Receipt:
        number = open_ticket(self.connection.shop, call)
        return Receipt(reference=str(number), facts={"ticket": str(number)})

    def test(self) -> str:
        return str(_("The desk is part of this installation."))
