"""What a signed identity is worth in a session: a proof of the mailbox that it names."""

from __future__ import annotations

from flows.engine.entries import OUTSIDE, EntryKind
from flows.passage import Passage
from flows.runtime.errors import Invalid
from integrations.contacts import subject_of
from integrations.effects import LOOKUPS
from selfservice import clock
from selfservice.tenancy.identity import WrongIdentity, email_of
from selfservice.tenancy.models import Shop


def vouched_for(shop: Shop, identity: str) -> str:
    """The address that the shop's own server vouches for. Raises Invalid."""
    try:
        return email_of(shop, identity)
    except WrongIdentity as wrong:
        raise Invalid({"identity": str(wrong)}) from wrong


def prove_mailbox(passage: Passage, email: str) -> None:
    """Enters the proof before anything is asked, so that it lapses like every other.

    It opens what belongs to this very mailbox, and nothing else.
    """
    session = passage.session
    for read, kind in LOOKUPS.items():
        if kind.personal:
            about = f"{read}:{subject_of(session.shop.pk, email)}"
            passage.add(EntryKind.PROOF, OUTSIDE, {"about": about, "outcome": "proven"})
    session.proven_at = clock.now()
