"""An effect that is asked for, before anybody accepts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

TICKET = "open_ticket"  # the kind that brings whatever goes wrong to a person
MAIL = "send_email"


@dataclass(frozen=True, slots=True)
class Request:
    """An effect that a step asks for. `context` is the frozen case that goes with it.

    `unproven` marks a mail to an address that nobody proved to be theirs. `seen` is what a person
    who moves money saw of the refunds before; a flow, which names itself, leaves it empty. What is
    not begun by `worthless` is let go, without a word to a person.
    """

    session: UUID | None
    flow: str
    step: str
    visit: int
    effect: str
    kind: str
    arguments: Mapping[str, Any]
    context: Mapping[str, Any] = field(default_factory=dict)
    unproven: bool = False
    seen: str = ""
    worthless: datetime | None = None
