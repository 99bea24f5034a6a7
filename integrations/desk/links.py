"""The link to a shopper's ticket: its own number and a seal on it, and nothing else to keep.

Every mail of a ticket carries the same link, so it must be made again at any time: a seal that
only this installation can make does that, and leaves no secret in the database to steal. A ticket
that is erased takes its link along; one that is closed keeps it for a while, to be read again.
"""

from __future__ import annotations

import base64
import binascii
import hmac
from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.utils.crypto import salted_hmac

from integrations.desk.models import Ticket
from selfservice import clock
from selfservice.tenancy.scope import across_shops

LASTS = timedelta(days=90)  # after the ticket was closed
_ID_OCTETS = 16
_SEAL_OCTETS = 16


class UnknownLink(Exception):
    """No ticket has this link, or it is not a link at all."""


class ExpiredLink(Exception):
    """The ticket was closed too long ago. It says whose ticket it was, to lead on from there."""

    def __init__(self, ticket: Ticket) -> None:
        super().__init__()
        self.ticket = ticket


def link_to(ticket: Ticket) -> str:
    return f"{settings.PUBLIC_URL}/help/t/{secret_of(ticket.pk)}/"


def secret_of(ticket_id: UUID) -> str:
    """The id and 128 bits of an HMAC of it, 43 characters in all."""
    seal = salted_hmac("desk.link", ticket_id.hex, algorithm="sha256").digest()[:_SEAL_OCTETS]
    return base64.urlsafe_b64encode(ticket_id.bytes + seal).decode().rstrip("=")


def find(secret: str) -> Ticket:
    """The ticket, with its shop. Raises UnknownLink or ExpiredLink."""
    ticket_id = _sealed_id(secret)
    with across_shops():
        ticket = Ticket.objects.select_related("shop").filter(pk=ticket_id).first()
    if ticket is None:
        raise UnknownLink
    if ticket.closed is not None and clock.now() - ticket.closed > LASTS:
        raise ExpiredLink(ticket)
    return ticket


def _sealed_id(secret: str) -> UUID:
    try:
        raw = base64.b64decode(secret + "=" * (-len(secret) % 4), b"-_", validate=True)
        ticket_id = UUID(bytes=raw[:_ID_OCTETS])
    except (binascii.Error, ValueError) as error:
        raise UnknownLink from error
    # Comparing the whole text refuses the other spellings that base64 has for the same octets.
    if not hmac.compare_digest(secret_of(ticket_id).encode(), secret.encode()):
        raise UnknownLink
    return ticket_id
