"""The answers that are measured: a shopper changes a choice back and forth, in JSON and HTML."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlencode
from uuid import uuid4

FLOW, STEP = "complaint", "what"
WALK = ("damaged", "wrong", "missing", "faulty", "other") * 2
_JSON, _FORM = "application/json", "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class Asking:
    """How an answer is sent: `body` from the session's token and the option chosen."""

    path: str
    kind: str
    body: Callable[[str, str], bytes]
    with_key: bool = False

    def headers(self, token: str) -> dict[str, str]:
        """The page reads its token from the form, and the reference from here."""
        key = {"Idempotency-Key": uuid4().hex} if self.with_key else {}
        return {"Authorization": f"Bearer {token}", **key}


def _in_json(_token: str, option: str) -> bytes:
    return json.dumps({"step": STEP, "option": option}).encode()


def _in_form(token: str, option: str) -> bytes:
    hidden = {"token": token, "step": STEP, "key": uuid4().hex, "lang": "en", "page": ""}
    return urlencode({**hidden, "option": option}).encode()


_ANSWERS = "/api/v1/session/answers/"
ASKED = {
    "JSON": Asking(_ANSWERS, _JSON, _in_json),
    "JSON, idempotent": Asking(_ANSWERS, _JSON, _in_json, with_key=True),
    "HTML": Asking(f"/help/demo/{FLOW}/", _FORM, _in_form),
}
