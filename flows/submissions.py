"""Idempotency keys: the same key and body are answered once, whatever happens on the line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from flows.models import Session, Submission
from flows.runtime.errors import NotTaken
from selfservice import clock

IN_FLIGHT_FOR = timedelta(seconds=60)


class InFlight(NotTaken):
    """The first request with this key is still being answered."""


class KeyReused(NotTaken):
    """The key came before with another body."""


@dataclass(frozen=True, slots=True)
class Answered:
    status: int
    body: Any


def once(session: Session, key: str, request: Any, act: Callable[[], Answered]) -> Answered:
    """Acts, or repeats what was answered before. Without a key it just acts.

    Nothing is kept when `act` raises, so that the shopper can mend the values and send again.
    Raises InFlight or KeyReused.
    """
    if not key:
        return act()
    digest = hashlib.sha256(json.dumps(request, sort_keys=True, default=str).encode()).hexdigest()
    submission = Submission(
        shop=session.shop, session=session, key=key[:80], digest=digest, at=clock.now()
    )
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError:
        known = _known(session, key[:80], digest)
        if known is not None:
            return known
        return once(session, key, request, act)
    return _act(submission, act)


def _act(submission: Submission, act: Callable[[], Answered]) -> Answered:
    try:
        answered = act()
    except BaseException:
        submission.delete()
        raise
    submission.status = answered.status
    submission.body = answered.body
    submission.save(update_fields=["status", "body"])
    return answered


def _known(session: Session, key: str, digest: str) -> Answered | None:
    """None if a request that died had the key: it is free again."""
    known = Submission.objects.filter(session=session, key=key).first()
    if known is None:
        return None
    if known.digest != digest:
        raise KeyReused(_("This idempotency key was used with another request. Send a new one."))
    if known.status is not None:
        return Answered(known.status, known.body)
    if clock.now() - known.at < IN_FLIGHT_FOR:
        raise InFlight(_("The same request is being answered. Ask again in a moment."))
    known.delete()
    return None
