"""Takes a shopper's score of where a flow ended; another score replaces it."""

from __future__ import annotations

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from flows.engine.document import End
from flows.engine.entries import Key
from flows.engine.position import Awaits
from flows.models import Rating
from flows.passage import Passage
from flows.runtime.errors import Invalid, Stale, TooMany
from flows.runtime.typed import tidied
from selfservice import clock
from selfservice.privacy.budgets import spend

LONGEST = 2_000
SCORES = range(1, 6)
IN_AN_HOUR, HOUR = 30, timedelta(hours=1)


def rate(passage: Passage, score: int, comment: str = "") -> Rating:
    """Raises Stale where nothing has ended, Invalid, and TooMany."""
    end = ended_at(passage)
    if end is None:
        raise Stale(_("This can be rated once it has come to an end."))
    if score not in SCORES:
        raise Invalid({"score": _("Choose a score from 1 to 5.")})
    if len(comment) > LONGEST:
        raise Invalid({"comment": _("Write at most 2,000 characters.")})
    _count_another(passage, end)
    given = {"score": score, "comment": tidied(comment), "at": clock.now()}
    shop = passage.session.shop
    rating, _made = Rating.objects.update_or_create(
        session=passage.session,
        **end._asdict(),
        defaults=given,
        create_defaults=given | {"shop": shop},
    )
    return rating


def _count_another(passage: Passage, end: Key) -> None:
    """The first of an end is free: only one that replaces it can be sent for ever."""
    if not Rating.objects.filter(session=passage.session, **end._asdict()).exists():
        return
    if not spend("ratings", str(passage.session.pk), IN_AN_HOUR, HOUR):
        raise TooMany(_("You have rated this often enough. Thank you."), int(HOUR.total_seconds()))


def rating_of(passage: Passage) -> Rating | None:
    """The one of the end that the session stands at."""
    end = ended_at(passage)
    if end is None:
        return None
    return Rating.objects.filter(session=passage.session, **end._asdict()).first()


def ended_at(passage: Passage) -> Key | None:
    position = passage.position
    ended = position.awaits is Awaits.NOTHING and isinstance(position.step, End)
    return position.key if ended else None
