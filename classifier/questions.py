"""Records what shoppers typed, how it was routed, and what came of it."""

from __future__ import annotations

from uuid import UUID

from classifier.models import Outcome, Question
from classifier.routing import Routed
from selfservice.clock import now
from selfservice.tenancy.models import Shop

FINAL = {Outcome.WRONG, Outcome.ASIDE}


def note(shop: Shop, session: UUID, text: str, language: str, routed: Routed) -> Question:
    """Needs a scope."""
    return Question.objects.create(
        shop=shop,
        session=session,
        language=language,
        text=text,
        method=routed.method,
        label=routed.label,
        confidence=round(routed.confidence, 3),
        because=list(routed.because),
        alternatives=[each.label for each in routed.alternatives],
        at=now(),
    )


def of_session(session: UUID) -> list[Question]:
    """In the order in which they were typed."""
    return list(Question.objects.filter(session=session).order_by("at"))


def forget(session: UUID) -> int:
    """How many went. What a shop took from one as a phrase tells nothing about a person."""
    gone, _by_model = Question.objects.filter(session=session).delete()
    return gone


def settle(session: UUID, outcome: str, label: str = "") -> None:
    """What came of the session's newest question; `label` if the shopper named the topic.

    That a flow was opened wrongly stays told, whatever the shopper did after it.
    """
    newest = Question.objects.filter(session=session).order_by("-at").first()
    if newest is None:
        return
    if newest.outcome not in FINAL:
        newest.outcome = outcome
    if label and newest.label not in {"", label}:
        newest.alternatives = [newest.label, *newest.alternatives]
    newest.label = label or newest.label
    newest.save(update_fields=["outcome", "label", "alternatives"])
