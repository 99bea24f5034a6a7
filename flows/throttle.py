"""How many sessions one network address may start, so that nobody fills the database."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from flows.models import Session
from flows.runtime.errors import TooMany
from selfservice.privacy.budgets import spend
from selfservice.tenancy.models import Shop

STARTS = 60  # an office or a mobile network shares one address
QUESTIONS = 120
QUESTIONS_OF_ONE = 30  # of one conversation
WINDOW = timedelta(minutes=10)


def count_start(shop: Shop, address: str) -> None:
    """Raises TooMany once the client's address has used up its starts."""
    if not spend("start", f"{shop.pk} {address}", STARTS, WINDOW):
        sentence = _("Many conversations were started from your network. Try again in a while.")
        raise TooMany(sentence, int(WINDOW.total_seconds()))


def count_question(session: Session, address: str) -> None:
    """Raises TooMany once the conversation, or the client's address, has asked too often."""
    if not spend("question", str(session.pk), QUESTIONS_OF_ONE, WINDOW):
        sentence = _("You have asked many questions. Choose a topic, or let a person help.")
        raise TooMany(sentence, int(WINDOW.total_seconds()))
    if not spend("questions", f"{session.shop_id} {address}", QUESTIONS, WINDOW):
        sentence = _("Many questions were asked from your network. Try again in a while.")
        raise TooMany(sentence, int(WINDOW.total_seconds()))
