"""Idempotency keys: the same key and body are answered once, whatever happens on the line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db import DatabaseError, IntegrityError, transaction
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from flows.models import Session, Submission
from flows.runtime.errors import Invalid, NotTaken, Stale, UnknownSession
from flows.runtime.recording import MOVED
from flows.runtime.starting import new_token
from selfservice import clock
from selfservice.tenancy.models import Shop

IN_FLIGHT_FOR = timedelta(seconds=60)
START = "start"
SHORTEST_START = 16  # characters
LONGEST = 80


class InFlight(NotTaken):
    """The first request with this key is still being answered."""


class KeyReused(NotTaken):
    """The key came before with another body."""


@dataclass(frozen=True, slots=True)
class Answered:
    """`may_be_repeated`: where the session did not move, acting again would answer the same."""

    status: int
    body: Any
    may_be_repeated: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A request with its key. The one that starts a session belongs to none yet.

    `left` is kept while it is in flight, for whoever repeats it after it died: the version that
    the session had, or the token that the session gets.
    """

    shop: Shop
    session: Session | None
    key: str
    digest: str
    left: dict[str, Any]

    def row(self) -> Submission:
        return Submission(
            shop=self.shop,
            session=self.session,
            key=self.key,
            digest=self.digest,
            body=self.left,
            at=clock.now(),
        )

    def rows(self) -> QuerySet[Submission]:
        if self.session is None:
            return Submission.objects.filter(shop=self.shop, key=self.key)
        return Submission.objects.filter(session=self.session, key=self.key)

    def is_erased(self) -> bool:
        """Whether the session went while its request was on the way."""
        return self.session is not None and not Session.objects.filter(pk=self.session.pk).exists()


def once(session: Session, key: str, request: Any, act: Callable[[], Answered]) -> Answered:
    """Acts, or repeats what was answered before. Without a key it just acts.

    Nothing is kept when `act` raises, so that the shopper can mend the values and send again.
    Raises InFlight or KeyReused, Stale where the first request died and the session has moved,
    and UnknownSession where it was erased meanwhile.
    """
    left = {"version": session.version}
    asked = Asked(session.shop, session, _short(key), _digest(request), left)
    try:
        return _once(asked, act)
    except DatabaseError as error:
        if not asked.is_erased():
            raise
        sentence = _(
            "This conversation is not known: it is over or erased. Start a new one, please."
        )
        raise UnknownSession(sentence) from error


def _once(asked: Asked, act: Callable[[], Answered]) -> Answered:
    if not asked.key:
        return act()
    submission = _claimed(asked)
    if isinstance(submission, Answered):
        return submission
    return _act(submission, act)


def once_started(
    shop: Shop, key: str, request: Any, start: Callable[[str], tuple[Session, Answered]]
) -> Answered:
    """The same for the request that starts a session, whose answer holds the session's token.

    So whoever knows the key is given the token: a key that can be guessed is Invalid. `start` is
    given the token, which may have a session already where the first request died; none without
    a key.
    """
    if not key:
        return start("")[1]
    if len(key) < SHORTEST_START:
        raise Invalid({"Idempotency-Key": _("Send a key that nobody can guess, such as a UUID.")})
    asked = Asked(shop, None, _short(f"{START} {key}"), _digest(request), {"token": new_token()})
    asked.left.update(_left_in_flight(asked))
    known = _known(asked)
    submission = known or _claimed(asked)
    if isinstance(submission, Answered):
        return submission
    earlier = asked.rows().exclude(pk=submission.pk).first()
    if earlier is not None:  # it began and ended between our look and our claim
        submission.delete()
        return _repeated(earlier, asked.digest)

    def started() -> Answered:
        submission.session, answered = start(asked.left["token"])
        return answered

    return _act(submission, started)


def _claimed(asked: Asked) -> Submission | Answered:
    """The row that makes this request the first with its key, or what the first was answered."""
    submission = asked.row()
    try:
        with transaction.atomic():
            submission.save(force_insert=True)
    except IntegrityError:
        if asked.is_erased():
            raise
        return _known(asked) or _claimed(asked)
    return submission


def _act(submission: Submission, act: Callable[[], Answered]) -> Answered:
    before = _version(submission)
    try:
        answered = act()
    except BaseException:
        submission.delete()
        raise
    stands = before is not None and _version(submission) == before
    if answered.may_be_repeated and stands:
        submission.delete()  # or whoever sends one request for ever fills the database
        return answered
    submission.status = answered.status
    submission.body = answered.body
    submission.save(update_fields=["session", "status", "body"])
    return answered


def _version(submission: Submission) -> int | None:
    return submission.session.version if submission.session else None


def _left_in_flight(asked: Asked) -> dict[str, Any]:
    left = asked.rows().filter(status=None, digest=asked.digest).first()
    return (left.body if left else None) or {}


def _known(asked: Asked) -> Answered | None:
    """None if a request that died had the key: it is free again."""
    known = asked.rows().first()
    if known is None:
        return None
    died = known.status is None and clock.now() - known.at >= IN_FLIGHT_FOR
    if died and known.digest == asked.digest:
        if asked.session and (known.body or asked.left) != asked.left:
            raise Stale(MOVED)
        known.delete()
        return None
    return _repeated(known, asked.digest)


def _repeated(known: Submission, digest: str) -> Answered:
    if known.digest != digest:
        raise KeyReused(_("This idempotency key was used with another request. Send a new one."))
    if known.status is None:
        raise InFlight(_("The same request is being answered. Ask again in a moment."))
    return Answered(known.status, known.body)


def _short(key: str) -> str:
    """Two that only begin alike stay two."""
    if len(key) <= LONGEST:
        return key
    return hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()


def _digest(request: Any) -> str:
    return hashlib.sha256(json.dumps(request, sort_keys=True, default=str).encode()).hexdigest()
