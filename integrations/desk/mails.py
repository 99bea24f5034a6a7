"""A ticket's mails: that it was opened, and what an agent answered; each with the link to it."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from integrations import outbox
from integrations.desk.links import link_to
from integrations.desk.models import Message, Ticket
from integrations.effects import EFFECTS
from integrations.models import Delivery
from integrations.outbox.keys import key_of
from integrations.unproven import may_mail

KIND = "send_email"


def send_receipt(opening: Message) -> None:
    """Says the number and where to read on; not a word of what was typed.

    For the address was typed too, and may be a stranger's. Call it in the ticket's transaction.
    """
    ticket = opening.ticket
    address = mailbox_of(ticket)
    if address and may_mail(ticket.shop, address):
        with translation.override(language_of(ticket)):
            subject = _("%(shop)s: your request %(number)s") % _named(ticket)
            _put(opening, subject, "desk_mail/receipt.txt")


def tell_of_reply(reply: Message) -> None:
    """Call it in the transaction that writes the reply."""
    ticket = reply.ticket
    if not mailbox_of(ticket):
        return
    with translation.override(language_of(ticket)):
        subject = _("%(shop)s: an answer to your request %(number)s") % _named(ticket)
        _put(reply, subject, "desk_mail/reply.txt")


def mailbox_of(ticket: Ticket) -> str:
    """Where the shopper can be written to; empty if they left a phone number, or nothing."""
    address = str(ticket.contact).strip()
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address


def language_of(ticket: Ticket) -> str:
    shop = ticket.shop
    return ticket.language if ticket.language in shop.languages else shop.default_language


def mails_of(messages: Iterable[Message]) -> dict[UUID, Delivery]:
    """By message, each with its state and why; one statement for a whole conversation."""
    keys = {_key(each): each.pk for each in messages}
    sent = Delivery.objects.filter(key__in=keys)
    return {keys[each.key]: each for each in sent}


def _put(message: Message, subject: str, template: str) -> None:
    ticket = message.ticket
    told = {"link": link_to(ticket), "text": message.body, "files": len(message.files)}
    values = _named(ticket) | told
    body = _in_short_lines(render_to_string(template, values))
    arguments = {"to": mailbox_of(ticket), "subject": subject, "body": body}
    outbox.put(ticket.shop, _request(message, arguments))


def _in_short_lines(text: str) -> str:
    """As mail is read everywhere. A word too long for a line, such as the link, is left whole."""
    wrapper = textwrap.TextWrapper(72, break_long_words=False, break_on_hyphens=False)
    return "\n".join(wrapper.fill(line) for line in text.strip().splitlines()) + "\n"


def _named(ticket: Ticket) -> dict[str, Any]:
    return {"shop": " ".join(ticket.shop.name.split()), "number": ticket.number}


def _key(message: Message) -> str:
    return key_of(message.shop_id, _request(message, {}), EFFECTS[KIND])


def _request(message: Message, arguments: dict[str, Any]) -> outbox.Request:
    """Of no session, so it is no promise of a flow; of a ticket, so its troubles are told there."""
    return outbox.Request(
        session=None,
        flow="",
        step="",
        visit=1,
        effect=f"mail:{message.pk.hex}",
        kind=KIND,
        arguments=arguments,
        context={"ticket": str(message.ticket_id)},
    )
