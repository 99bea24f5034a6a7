"""Names what a status means by what happens next: the same for every vendor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from django.utils.translation import gettext as _

from integrations.breaker import LONGEST_WISH
from integrations.errors import ConnectorError, Misconfigured, Refused, Silent, TryAgain
from selfservice import clock

_SECONDS = re.compile(r"[0-9]{1,9}")
_WRONG_KEY = {401, 403, 407}
_NOT_NOW = {423, 425, 429}  # nothing was done: locked, too early, too many
# Sent elsewhere without saying "repeat it there": the work may be done already.
_MAY_BE_DONE = {302, 303, 408}


def fault_of(
    status: int, headers: Mapping[str, str], host: str, changes: bool
) -> ConnectorError | None:
    """None for 2xx. `changes` says that the question, if it was heard, did something."""
    if 200 <= status < 300:
        return None
    said = {"host": host, "status": status}
    if status in _NOT_NOW or (status == 503 and "retry-after" in headers):
        return TryAgain(_("%(host)s asks for patience (%(status)s).") % said, wish_of(headers))
    if status in _WRONG_KEY:
        return Misconfigured(
            _("%(host)s does not let us in (%(status)s): check the key and its rights.") % said
        )
    if 300 <= status < 400 and not (changes and status in _MAY_BE_DONE):
        return Misconfigured(
            _("%(host)s leads on to another address (%(status)s): enter that one.") % said
        )
    if 400 <= status < 500 and status not in _MAY_BE_DONE:
        return Refused(_("%(host)s refuses this (%(status)s).") % said, str(status))
    return unclear(_("%(host)s answered with a fault (%(status)s).") % said, changes)


def unclear(sentence: str, changes: bool) -> Silent | TryAgain:
    """For what may have happened; a question that changes nothing can just be asked again."""
    return Silent(sentence) if changes else TryAgain(sentence)


def wish_of(headers: Mapping[str, str]) -> timedelta | None:
    """What Retry-After asks for, in seconds or as a date. None for what is over or makes no
    sense: then our own pauses, which end some time, are kept."""
    given = headers.get("retry-after", "").strip()
    counted = _SECONDS.fullmatch(given)
    wish = timedelta(seconds=int(given)) if counted else _until(given)
    return min(wish, LONGEST_WISH) if wish > timedelta(0) else None


def _until(given: str) -> timedelta:
    try:
        date: datetime = parsedate_to_datetime(given)
        return (date if date.tzinfo else date.replace(tzinfo=UTC)) - clock.now()
    except (ValueError, TypeError, OverflowError, IndexError):
        return timedelta(0)
