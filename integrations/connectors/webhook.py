"""Webhook: tells a system of the shop's own what happened, signed by Standard Webhooks."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, ClassVar
from uuid import uuid4

from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from integrations import http
from integrations.capabilities import Call, Idempotency
from integrations.connectors.address_field import AddressField
from integrations.connectors.base import Connector
from integrations.connectors.webhook_secrets import SecretField, new_secret, signature
from integrations.errors import Misconfigured, Refused
from integrations.models import Connection
from integrations.values import Receipt
from selfservice import clock

GONE = 410


class WebhookSettings(forms.Form):
    address = AddressField(
        label=_("Address"),
        help_text=_(
            "Each call is a POST of JSON. Your receiver checks webhook-signature with the secret, "
            "as Standard Webhooks describes, and drops a webhook-id that it has seen."
        ),
    )
    secret = SecretField(
        label=_("Secret"),
        required=False,
        help_text=_("Leave empty: one is made and shown to you once."),
    )
    exchange = forms.ChoiceField(
        label=_("Exchange the secret"),
        required=False,
        choices=[
            ("", _("Leave it as it is")),
            ("begin", _("Make a new one; the former signs too")),
            ("finish", _("The receiver has the new one: forget the former")),
        ],
    )


class Webhook(Connector):
    """A receiver of Standard Webhooks knows a repetition by its webhook-id, which is the key of
    the delivery on every attempt: that is why a call whose fate is unknown may be repeated."""

    label: ClassVar[str | Promise] = _("Webhook")
    settings_form = WebhookSettings
    secrets: ClassVar[frozenset[str]] = frozenset({"secret"})
    idempotency: Idempotency = "native"

    def call_webhook(self, call: Call) -> Receipt:
        data = call.arguments.get("data")
        self._post(call.key, str(call.arguments["event"]), data or _case(call.context))
        return Receipt(reference=call.key)

    def test(self) -> str:
        status = self._post(f"ping-{uuid4()}", "ping", {})
        return gettext("The receiver took a signed ping (%(status)s).") % {"status": status}

    @classmethod
    def take(cls, connection: Connection, given: Mapping[str, Any]) -> str:
        """Whatever replaces a secret leaves the former one signing beside it until it is told to
        go, so that the receiver misses nothing meanwhile."""
        former, exchange = connection.secrets.get("secret"), given.get("exchange")
        own = {name: value for name, value in given.items() if name != "exchange"}
        made = "" if own.get("secret") or (former and exchange != "begin") else new_secret()
        super().take(connection, {**own, "secret": made or own.get("secret")})
        if exchange == "finish":
            connection.secrets = {"secret": connection.secrets["secret"]}
        elif former and former != connection.secrets["secret"]:
            connection.secrets = {**connection.secrets, "former_secret": former}
        if not made:
            return ""
        return gettext(
            "Copy this secret to your receiver now, it is not shown again: %(secret)s"
        ) % {"secret": made}

    def _post(self, key: str, event: str, data: Any) -> int:
        """The status. The body of the answer is never read: the receiver has it or has it not."""
        now = clock.now()
        body = json.dumps(
            {"type": event, "timestamp": now.isoformat(), "data": data}, cls=DjangoJSONEncoder
        ).encode()
        headers = {
            "Content-Type": "application/json",
            "webhook-id": key,
            "webhook-timestamp": str(int(now.timestamp())),
        }
        signed = f"{key}.{headers['webhook-timestamp']}.".encode() + body
        headers["webhook-signature"] = " ".join(signature(each, signed) for each in self._secrets())
        answer = http.send(http.Request("POST", self._address(), headers, body, reads=False))
        if answer.status == GONE:
            raise Refused(gettext("The receiver wants no more calls (410)."), "gone")
        answer.make_sure()
        return answer.status

    def _address(self) -> str:
        address = self.connection.settings.get("address")
        if not address:
            raise Misconfigured(gettext("Enter the address of the receiver."))
        return str(address)

    def _secrets(self) -> list[str]:
        secrets = [self.connection.secrets.get(name) for name in ("secret", "former_secret")]
        if not secrets[0]:
            raise Misconfigured(gettext("Save the settings once: a secret is made for you."))
        return [each for each in secrets if each]


def _case(case: Mapping[str, Any]) -> dict[str, Any]:
    """Everything that was answered so far, where the step names no data of its own."""
    facts = case.get("facts") or {}
    order = facts.get("order")
    return {
        "session": case.get("session"),
        "language": case.get("language"),
        "order": order.get("number") if isinstance(order, Mapping) else None,
        "answers": facts.get("answer") or {},
        "transcript": [
            {"question": line.get("question"), "answer": line.get("answer")}
            for line in case.get("transcript") or []
        ],
    }
