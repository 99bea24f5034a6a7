"""Closes a ticket for an agent: with an answer, or without a word to the shopper."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from flows.desk.conversation import mail_words
from flows.desk.drafts import Draft
from integrations.desk import mails, working
from integrations.desk.models import Message, Status, Ticket
from selfservice.tenancy.models import User


def close(ticket: Ticket, by: User, draft: Draft) -> str:
    working.close(ticket, by, seen=draft.seen)
    return _("Ticket #%(number)s is closed.") % {"number": ticket.number}


def answer_and_close(ticket: Ticket, by: User, draft: Draft) -> str:
    with transaction.atomic():
        answer = working.reply(ticket, by, draft.body, draft.files, seen=draft.seen)
        if ticket.status != Status.CLOSED:  # a double click has closed it already
            working.close(ticket, by)
    closed = _("Ticket #%(number)s is answered and closed.") % {"number": ticket.number}
    return f"{closed} {how_it_goes(answer)}"


def how_it_goes(answer: Message) -> str:
    """Nobody is to believe that the shopper was told who was not."""
    mail = mails.mails_of([answer]).get(answer.pk)
    if mail is None:
        return _("Kept on the ticket's page: there is no e-mail address to write to.")
    words, failed = mail_words(mail)
    return words if failed else _("Your answer is on its way to the shopper.")
