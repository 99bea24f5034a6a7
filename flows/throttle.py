"""How often one may ask: requests by the minute, and what costs more within budgets of its own."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from flows.models import Session
from flows.runtime.errors import TooMany
from selfservice.privacy import pacing
from selfservice.privacy.budgets import spend
from selfservice.tenancy.address import client_address
from selfservice.tenancy.models import Shop

MINUTE = 60  # seconds
STARTS = 60  # an office or a mobile network shares one address
QUESTIONS = 120
QUESTIONS_OF_ONE = 30  # of one conversation
WINDOW = timedelta(minutes=10)


class Flood(TooMany):
    """More than twice what is taken: no person, so it is answered with as little as can be."""


def count_network(address: str) -> None:
    """Raises TooMany or Flood once the client's network has asked too often in this minute."""
    _count("requests of a network", address, settings.NETWORK_REQUESTS_A_MINUTE)


def count_holder(secret: str) -> None:
    """The same for whoever holds a session's token or the secret of a link, from anywhere."""
    if secret:
        _count("requests of a session", secret, settings.SESSION_REQUESTS_A_MINUTE)


def _count(name: str, subject: str, most: int) -> None:
    counted = pacing.count(name, subject, MINUTE)
    if counted <= most:
        return
    wait = pacing.left_of(MINUTE)
    raise (Flood if counted > 2 * most else TooMany)(_wait_in_words(wait), wait)


def _in_words(seconds: int) -> str:
    return ngettext(
        "That was too much at once. Nothing is lost: try again in %(seconds)s second.",
        "That was too much at once. Nothing is lost: try again in %(seconds)s seconds.",
        seconds,
    ) % {"seconds": seconds}


# Counting comes before the shopper's language is known.
_wait_in_words = lazy(_in_words, str)


def limited(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """For what programs read and no session is needed for."""

    @wraps(view)
    def wrapped(request: HttpRequest, **named: str) -> HttpResponseBase:
        try:
            count_network(client_address(request))
        except TooMany as why:
            return plainly(why)
        return view(request, **named)

    return wrapped


def plainly(why: TooMany) -> HttpResponse:
    response = HttpResponse(f"{why.sentence}\n", content_type="text/plain", status=429)
    response.headers["Retry-After"] = str(why.retry_after)
    response.headers["Cache-Control"] = "no-store"
    return response


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
