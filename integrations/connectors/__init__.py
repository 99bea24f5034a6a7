"""The connectors there are: one line each."""

from __future__ import annotations

from django.utils.translation import gettext as _

from integrations.connectors.base import Connector
from integrations.connectors.demo import DemoShop
from integrations.connectors.desk import Desk
from integrations.connectors.email import Email
from integrations.connectors.spreadsheet_file import SpreadsheetFile
from integrations.connectors.webhook import Webhook
from integrations.errors import Misconfigured
from integrations.models import Connection

CONNECTORS: dict[str, type[Connector]] = {
    "demo": DemoShop,
    "desk": Desk,
    "email": Email,
    "spreadsheet_file": SpreadsheetFile,
    "webhook": Webhook,
}


def connect(connection: Connection) -> Connector:
    """Raises Misconfigured for a connector that this version does not have."""
    made = CONNECTORS.get(connection.connector)
    if made is None:
        raise Misconfigured(_("This version has no connector of that name: choose another."))
    return made(connection)


def able_to(capability: type, name: str) -> bool:
    return name in CONNECTORS and issubclass(CONNECTORS[name], capability)


def is_set_up(connection: Connection) -> bool:
    """Whether it has all that its connector cannot do without."""
    made = CONNECTORS.get(connection.connector)
    fields = made.settings_form.base_fields if made else {}
    stored = {**connection.settings, **connection.secrets}
    return all(stored.get(name) for name, field in fields.items() if field.required)
