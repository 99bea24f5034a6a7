"""Makes the new address of an order from what a change of address gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from typing import Any

from django.utils.translation import gettext as _

from integrations.errors import Misconfigured
from integrations.values import Address

PARTS = tuple(each.name for each in fields(Address))


def changed(old: Address | None, given: Any) -> Address:
    """What is not given, or empty, stays as it was; a part of another name is Misconfigured.

    Flows from before addresses had parts give one text: it takes the street's place.
    """
    known = asdict(old) if old else dict.fromkeys(PARTS, "")
    parts = given if isinstance(given, Mapping) else {"street": given}
    strange = [name for name in parts if name not in PARTS]
    if strange:
        raise Misconfigured(
            _("An address has no part “%(part)s”. Name the flow's columns so: %(parts)s.")
            % {"part": strange[0], "parts": ", ".join(PARTS)}
        )
    said = {name: _line(parts.get(name)) for name in PARTS}
    return Address(**{name: said[name] or known[name] for name in PARTS})


def _line(value: Any) -> str:
    return " ".join(str(value).split()) if value is not None else ""
