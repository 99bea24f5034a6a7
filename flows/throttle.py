"""How many sessions one network address may start, so that nobody fills the database."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from flows.runtime.errors import TooMany
from selfservice.privacy.budgets import spend
from selfservice.tenancy.models import Shop

STARTS = 60  # an office or a mobile network shares one address
WINDOW = timedelta(minutes=10)


def count_start(shop: Shop, address: str) -> None:
    """Raises TooMany once the client's address has used up its starts."""
    if not spend("start", f"{shop.pk} {address}", STARTS, WINDOW):
        sentence = _("Many conversations were started from your network. Try again in a while.")
        raise TooMany(sentence, int(WINDOW.total_seconds()))
