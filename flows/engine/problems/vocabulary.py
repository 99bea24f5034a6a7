"""What a document may ask of the outside, as far as its problems depend on it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Asked:
    """The arguments of an effect or look-up."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()  # those that are given as columns


@dataclass(frozen=True, slots=True)
class EffectRules(Asked):
    """`changes` needs a proof; `about` is the argument that names what is changed.

    `only` names the facts that certain arguments may be. What is not `carried`, or is `off`, can be
    asked for, and a person is told instead.
    """

    changes: bool = False
    about: str = ""
    only: Mapping[str, frozenset[str]] = field(default_factory=dict)
    carried: bool = True
    off: bool = False


@dataclass(frozen=True, slots=True)
class LookupRules(Asked):
    """The names of the facts: known once found, and only once proven."""

    public: frozenset[str] = frozenset()
    personal: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """`flows` are the keys that can be gone to; None where they are not known."""

    effects: Mapping[str, EffectRules] = field(default_factory=dict)
    lookups: Mapping[str, LookupRules] = field(default_factory=dict)
    flows: frozenset[str] | None = None
