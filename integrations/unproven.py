"""Limits what is mailed to addresses that somebody typed and nobody proved to be theirs."""

from __future__ import annotations

from datetime import timedelta

from selfservice.privacy.budgets import give_back, spend
from selfservice.privacy.mailboxes import mailbox_key
from selfservice.tenancy.models import Shop

TO_A_MAILBOX = 3  # whoever types it, in whichever shop: nobody is to be flooded through us
OF_A_SHOP = 500
DAY = timedelta(days=1)


def may_mail(shop: Shop, address: str) -> bool:
    """Takes one mail from today's budgets. Call it in the transaction that writes the mail."""
    # The shop's first: callers that write several mails then take turns and never lock each other.
    if not spend("unproven mails of a shop", str(shop.pk), OF_A_SHOP, DAY):
        return False
    if spend("unproven mails", mailbox_key(address), TO_A_MAILBOX, DAY):
        return True
    give_back("unproven mails of a shop", str(shop.pk))
    return False
