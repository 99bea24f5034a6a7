"""What a model declares about each of its fields: the class of data, its purpose and lifetime."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum


class Purpose(StrEnum):
    """Why the data is held; each has a legal basis in the record of processing."""

    SERVICE = "service"  # contract: answering what the shopper asked
    ACCOUNT = "account"  # contract: letting the shop's people work
    MONEY = "money"  # legal obligation: proof of payments and refunds
    SECURITY = "security"  # legitimate interest: keeping strangers out
    IMPROVEMENT = "improvement"  # legitimate interest: better flows, without contact data


class Keep(StrEnum):
    """How long the data is kept after its last use."""

    SHOP = "shop"  # as long as the shop exists
    ACCOUNT = "account"  # as long as the person works for a shop, and 90 days to come back
    SESSION = "session"
    TICKET = "ticket"
    EVIDENCE = "evidence"  # 10 years; contact data only as long as the session or ticket
    MOMENT = "moment"


LIFETIMES: Mapping[Keep, timedelta] = {
    Keep.MOMENT: timedelta(days=7),
    Keep.SESSION: timedelta(days=90),
    Keep.TICKET: timedelta(days=730),
    Keep.ACCOUNT: timedelta(days=90),
    Keep.EVIDENCE: timedelta(days=3653),  # for most of them, what remains names nobody
}


def kept_until(keep: Keep, since: datetime | None) -> datetime | None:
    """None while it is in use, or as long as the shop or the person stays."""
    lasts = LIFETIMES.get(keep)
    return since + lasts if since is not None and lasts is not None else None


@dataclass(frozen=True, slots=True)
class Declaration:
    """Field names by class of data, space-separated; every concrete field appears exactly once.

    `since` names the field that a lifetime counts from. A row without one goes with the row it
    belongs to. `over` are look-ups that a row must meet to go at all: what is not over is
    somebody's work, however old.
    """

    purpose: Purpose
    keep: Keep
    since: str = ""
    over: Mapping[str, object] = field(default_factory=dict)
    internal: str = ""  # ids, states, times that say nothing about a person
    identity: str = ""
    contact: str = ""
    order: str = ""
    financial: str = ""
    content: str = ""  # what somebody wrote
    tracking: str = ""

    def fields(self) -> list[str]:
        classes = (
            self.internal,
            self.identity,
            self.contact,
            self.order,
            self.financial,
            self.content,
            self.tracking,
        )
        return [name for names in classes for name in names.split()]
