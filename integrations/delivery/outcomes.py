"""What happens next after a call: done, tried again, asked about, refused, or left to a person."""

from __future__ import annotations

import logging
import traceback
from datetime import timedelta

from django.utils.translation import gettext as _

from integrations import breaker
from integrations.connectors import connect
from integrations.connectors.base import Connector
from integrations.delivery import claims
from integrations.delivery.claims import Claim
from integrations.delivery.retries import ASK_AGAIN, STRIKES, is_over, pause
from integrations.errors import Misconfigured, Refused, Silent, TryAgain
from integrations.models import Attempt, State
from integrations.refunds import SOON, AnotherUnderWay, Doubtful
from integrations.values import Receipt

log = logging.getLogger(__name__)


def answered(claim: Claim, receipt: Receipt | None) -> None:
    """None is the answer to a check: the call never took effect, so it may be made again."""
    if claim.connection is not None:
        breaker.succeeded(claim.connection)
    if receipt is not None:
        claims.finish(claim, receipt)
    else:
        _again(claim, "not_found", _("The vendor never got the call."))


def failed(claim: Claim, error: Exception) -> None:
    if isinstance(error, TryAgain):
        _try_again(claim, error)
    elif isinstance(error, Silent):
        _count(claim, error)
        silent(claim, error.sentence)
    elif isinstance(error, Refused):
        _refused(claim, error)
    elif isinstance(error, Misconfigured):
        _misconfigured(claim, error)
    elif isinstance(error, Doubtful):
        claims.stick(claim, error.sentence)
    else:
        _strike(claim, error)


def silent(claim: Claim, sentence: str) -> None:
    """The call may have taken effect: repeat it under its key, ask the vendor, or ask a person."""
    if claim.state is State.CHECKING:
        _ask_again(claim, sentence)
        return
    connector = _connector_of(claim)
    if connector is None or connector.idempotency == "none":
        claims.stick(claim, sentence)
    elif connector.idempotency == "native":
        _again(claim, "silent", sentence)
    else:
        claims.check_later(claim, sentence, connector.quarantine)


def _connector_of(claim: Claim) -> Connector | None:
    try:
        return connect(claim.connection) if claim.connection is not None else None
    except Misconfigured:
        return None


def _try_again(claim: Claim, error: TryAgain) -> None:
    if claim.state is State.CHECKING:
        _ask_again(claim, error.sentence)
    elif isinstance(error, AnotherUnderWay):
        _again(claim, "try_again", error.sentence, SOON, counts=False)
    elif error.after is not None and claim.connection is not None:
        breaker.rest(claim.connection, error.after)
        wish = min(error.after, breaker.LONGEST_WISH)
        _again(claim, "try_again", error.sentence, wish, counts=False)
    else:
        _count(claim, error)
        _again(claim, "try_again", error.sentence)


def _refused(claim: Claim, error: Refused) -> None:
    if claim.connection is not None:
        breaker.succeeded(claim.connection)
    claims.refuse(claim, error.sentence, error.code)


def _misconfigured(claim: Claim, error: Misconfigured) -> None:
    if claim.connection is not None:
        breaker.misconfigured(claim.connection, error.sentence)
    if claim.state is State.CHECKING:
        claims.check_later(claim, error.sentence, breaker.FIRST_REST)
    else:
        _again(claim, "misconfigured", error.sentence, breaker.FIRST_REST, counts=False)


def _strike(claim: Claim, error: Exception) -> None:
    """A defect in our code. The log names the place, never the values."""
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{type(error).__name__} at {place.filename}:{place.lineno}"
    log.error("Delivery %s met a defect: %s", claim.delivery.pk, where)
    sentence = _("A defect in the software stopped this. The log names it under %(id)s.") % {
        "id": claim.delivery.pk
    }
    strikes = claim.delivery.strikes + 1
    claim.delivery.strikes = strikes
    if strikes >= STRIKES:
        claims.stick(claim, sentence)
    else:
        silent(claim, sentence)


def _count(claim: Claim, error: TryAgain | Silent) -> None:
    if claim.connection is not None:
        breaker.failed(claim.connection, error.sentence)


def _again(
    claim: Claim,
    outcome: str,
    sentence: str,
    after: timedelta | None = None,
    counts: bool = True,
) -> None:
    delivery = claim.delivery
    if is_over(delivery):
        claims.stick(claim, sentence)
        return
    after = pause(delivery.attempts) if after is None else after
    claims.queue_again(claim, outcome, sentence, after, counts)


def _ask_again(claim: Claim, sentence: str) -> None:
    asked = Attempt.objects.filter(delivery=claim.delivery, outcome="unanswered").count()
    if asked >= len(ASK_AGAIN):
        claims.stick(claim, sentence)
    else:
        claims.check_later(claim, sentence, ASK_AGAIN[asked], outcome="unanswered")
