"""The keys that make a repeated click one delivery and a repeated refund a refusal."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder

from integrations.effects import EffectKind

if TYPE_CHECKING:
    from integrations.outbox import Request


def digest(*parts: Any) -> str:
    """SHA-256 of the parts, written so that no two lists of parts look alike."""
    text = json.dumps(parts, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def key_of(shop_id: int, request: Request, kind: EffectKind) -> str:
    """The same for a repeated click; another order, amount or visit makes another."""
    return digest(
        shop_id,
        request.session,
        request.flow,
        request.step,
        request.visit,
        request.effect,
        request.kind,
        {name: request.arguments.get(name) for name in kind.target},
    )


def payment_of(shop_id: int, kind: EffectKind, arguments: Mapping[str, Any]) -> str:
    """Names what the money is taken from, whoever asks; empty for kinds that move none."""
    return digest(shop_id, "payment", str(arguments.get("order"))) if kind.money else ""


def business_key_of(shop_id: int, kind: EffectKind, arguments: Mapping[str, Any]) -> str | None:
    """One refund of the same lines and quantities; without lines, one of the whole order."""
    if not kind.money:
        return None
    lines = arguments.get("lines") or []
    return digest(shop_id, kind.kind, str(arguments.get("order")), sorted(map(digest, lines)))
