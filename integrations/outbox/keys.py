"""The keys that make a repeated click one delivery and a repeated refund a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from integrations.digests import digest
from integrations.effects import EffectKind
from integrations.outbox.request import Request


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


def business_key_of(
    shop_id: int, kind: EffectKind, arguments: Mapping[str, Any], seen: str = ""
) -> str | None:
    """One refund of the same lines and quantities; without lines, one of the whole order.

    A person may give more back, knowing what was given before: once for each state `seen`.
    """
    if not kind.money:
        return None
    order = str(arguments.get("order"))
    if seen:
        return digest(shop_id, kind.kind, order, "seen", seen)
    lines = arguments.get("lines") or []
    return digest(shop_id, kind.kind, order, sorted(map(digest, lines)))
