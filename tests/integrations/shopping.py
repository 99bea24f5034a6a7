"""Called inside an installation: a shopper cancels an order through the API."""

from __future__ import annotations

import json
import re
import sys
from typing import Any

from django.test import Client

from integrations.models import Delivery
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.cancelling import CANCEL, publish
from tests.integrations.racing import crash_shop

ANSWERS = "/api/v1/session/answers/"


def cancel(number: str) -> None:
    """[the status of every answer, how the cancellation stands in the last one]."""
    shop = crash_shop()
    with within(shop):
        publish(shop, "cancel", CANCEL, home=True)
    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    sent = [_post(client, f"/api/v1/shops/{shop.key}/sessions/", {})]
    token = {"Authorization": f"Bearer {sent[0].json()['session']}"}
    order = {"number": number, "email": "jane@example.com"}
    sent.append(_post(client, ANSWERS, {"step": "which", "values": order}, token))
    sent.append(_post(client, ANSWERS, {"step": "sure", "option": "yes"}, token))
    code = {"step": "prove", "values": {"code": _mailed_code(shop)}}
    sent.append(_post(client, ANSWERS, code, token))
    promised = [each["status"] for each in sent[-1].json()["view"]["deliveries"]]
    sys.stdout.write(json.dumps([[each.status_code for each in sent], promised]))


def _post(
    client: Client, path: str, asked: dict[str, Any], headers: dict[str, str] | None = None
) -> Any:
    return client.post(path, asked, content_type="application/json", headers=headers)


def _mailed_code(shop: Shop) -> str:
    with within(shop):
        mail = Delivery.objects.get(kind="send_email")
    found = re.search(r"\b([2-9A-Z]{4} [2-9A-Z]{4})\b", mail.arguments["body"])
    assert found
    return found[1]
