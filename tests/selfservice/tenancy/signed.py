"""Signs identities the way a shop's server would: a JWT written by hand from RFC 7519."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from typing import Any

from selfservice import clock


def claims(key: str, address: str, **other: Any) -> dict[str, Any]:
    now = int(clock.now().timestamp())
    return {"aud": key, "email": address, "iat": now, "exp": now + 600, **other}


def signed(secret: str, said: Any, header: Any = None) -> str:
    parts = [_part(header or {"alg": "HS256", "typ": "JWT"}), _part(said)]
    text = ".".join(parts).encode()
    return ".".join([*parts, _text(hmac.new(secret.encode(), text, hashlib.sha256).digest())])


def _part(value: Any) -> str:
    return _text(json.dumps(value).encode())


def _text(octets: bytes) -> str:
    return base64.urlsafe_b64encode(octets).decode().rstrip("=")
