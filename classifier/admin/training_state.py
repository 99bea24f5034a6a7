"""How a shop's training stands, in the words of somebody who waits for it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classifier.models import Failure, ModelVersion, Training
from classifier.training.claims import ABANDONED_AFTER
from selfservice.clock import now
from selfservice.tenancy.models import Shop

LONG = timedelta(minutes=3)  # to wait, where a worker trains
JUST_NOW = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class State:
    """`tone` colours the name: good, warm, bad or plain."""

    tone: str
    name: str
    sentence: str
    failure: str = ""


def state_of(shop: Shop) -> State:
    """Two small statements. Needs a scope."""
    training = Training.objects.filter(shop=shop).first() or Training(shop=shop)
    newest = ModelVersion.objects.defer("data").first()
    used = _used(newest)
    if training.wanted and training.started and training.started > now() - ABANDONED_AFTER:
        return State("warm", _("Training now"), _("It takes a few seconds."))
    if training.wanted:
        return State("warm", _("Waits"), _waiting(training.wanted), _why(training))
    if training.failure == Failure.NOTHING:
        return State("plain", _("Nothing to learn yet"), _why(training))
    if training.failure:
        return State("bad", _("Failed"), used, _why(training))
    if newest is None:
        return State("bad", _("Not trained yet"), _("Nothing was trained yet: press “Train now”."))
    return State("good", _("Up to date"), used)


def _why(training: Training) -> str:
    code = training.failure
    return str(Failure(code).label) if code in Failure.values else code


def _waiting(since: datetime) -> str:
    if now() - since < LONG:
        return _("Something has changed. The training begins in a moment.")
    said = _("Waiting for %(time)s, and nothing is trained. Ask who runs this installation.")
    return said % {"time": timesince(since, now())}


def _used(newest: ModelVersion | None) -> str:
    if newest is None:
        return ""
    number = newest.report.get("phrases", 0)
    if now() - newest.created < JUST_NOW:
        said = ngettext(
            "Trained just now on %(number)s phrase.",
            "Trained just now on %(number)s phrases.",
            number,
        )
        return said % {"number": number}
    said = ngettext(
        "Trained %(time)s ago on %(number)s phrase.",
        "Trained %(time)s ago on %(number)s phrases.",
        number,
    )
    return said % {"time": timesince(newest.created, now()), "number": number}
