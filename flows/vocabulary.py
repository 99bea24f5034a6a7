"""The vocabulary that a shop's documents are checked against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache

from flows.engine.problems import EffectRules, LookupRules, Vocabulary
from flows.models import Flow
from integrations.choosing import Carrier
from integrations.effects import EFFECTS, LOOKUPS, EffectKind, LookupKind


def vocabulary() -> Vocabulary:
    """With the flows of the present shop."""
    flows = frozenset(Flow.objects.values_list("key", flat=True))
    return Vocabulary(effects=_effects(), lookups=_lookups(), flows=flows)


def carried(known: Vocabulary, carriers: Mapping[str, Carrier]) -> Vocabulary:
    """The same, knowing what the shop's connections can carry out."""
    effects = {
        kind: replace(rules, carried=bool(carriers[kind].connection), off=carriers[kind].off)
        for kind, rules in known.effects.items()
    }
    return replace(known, effects=effects)


@cache
def _effects() -> dict[str, EffectRules]:
    return {name: _effect(kind) for name, kind in EFFECTS.items()}


@cache
def _lookups() -> dict[str, LookupRules]:
    return {name: _lookup(kind) for name, kind in LOOKUPS.items()}


def _effect(kind: EffectKind) -> EffectRules:
    about = kind.target[0] if kind.changes else ""
    return EffectRules(
        kind.required,
        kind.optional,
        kind.mapped,
        changes=kind.changes,
        about=about,
        only=kind.only,
    )


def _lookup(kind: LookupKind) -> LookupRules:
    public, personal = frozenset(kind.public), frozenset(kind.personal)
    return LookupRules(kind.required, kind.optional, public=public, personal=personal)
