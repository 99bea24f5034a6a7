"""How long a shopper has been waiting, in the few words that fit into a line of the queue."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from selfservice import clock

WARM, HOT = timedelta(hours=4), timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Wait:
    """`urgency`: fresh, warm or hot."""

    since: datetime
    words: str
    urgency: str


def wait_of(since: datetime | None) -> Wait | None:
    if since is None:
        return None
    age = clock.now() - since
    urgency = "hot" if age >= HOT else "warm" if age >= WARM else "fresh"
    return Wait(since, age_words(age), urgency)


def age_words(age: timedelta) -> str:
    minutes = int(age.total_seconds() // 60)
    if minutes < 1:
        return _("just now")
    if minutes < 60:
        return _("%(number)s min") % {"number": minutes}
    if minutes < 48 * 60:
        return _("%(number)s h") % {"number": minutes // 60}
    days = minutes // (24 * 60)
    return ngettext("%(number)s day", "%(number)s days", days) % {"number": days}


def seconds_words(moment: datetime) -> str:
    """Of something read moments ago: `10 s ago`."""
    seconds = max(0, int((clock.now() - moment).total_seconds()))
    if seconds < 2:
        return _("just now")
    return _("%(number)s s ago") % {"number": seconds}


def moment_words(moment: datetime) -> str:
    """The time of today, and the day before it of every other day."""
    here, today = timezone.localtime(moment), timezone.localtime()
    if here.date() == today.date():
        return formats.date_format(here, "H:i")
    day = "j M" if here.year == today.year else "j M Y"
    return formats.date_format(here, f"{day}, H:i")
