"""Makes a passage's new entries and the effects they call for durable, in one transaction."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from flows.attached import newly_attached
from flows.case_file import case_file
from flows.engine.document import End
from flows.engine.entries import EntryKind
from flows.engine.facts import look
from flows.engine.position import Awaits, Due
from flows.models import Entry as EntryRow
from flows.models import Session
from flows.passage import Passage
from flows.runtime.errors import Stale
from integrations import outbox
from selfservice import clock
from selfservice.files import keeping

MOVED = _("This conversation went on in another window. Here is where it stands.")


def record(passage: Passage) -> None:
    """Raises Stale, having written nothing, if another request moved the session meanwhile."""
    with transaction.atomic():
        _move(passage)
        keeping.use(newly_attached(passage))
        for due in passage.position.effects:
            if not due.accepted:
                _accept(passage, due)
        EntryRow.objects.bulk_create(_rows(passage))
    passage.unsaved.clear()
    passage.walk()


def _move(passage: Passage) -> None:
    session = passage.session
    session.last_used = clock.now()
    session.outcome = _outcome(passage)
    moved = Session.objects.filter(pk=session.pk, version=session.version).update(
        version=session.version + 1,
        last_used=session.last_used,
        language=session.language,
        outcome=session.outcome,
        proven_at=session.proven_at,
    )
    if not moved:
        raise Stale(MOVED)
    session.version += 1


def _outcome(passage: Passage) -> str:
    step = passage.position.step
    at_end = passage.position.awaits is Awaits.NOTHING and isinstance(step, End)
    return step.outcome.value if at_end and isinstance(step, End) else ""


def pretend(passage: Passage) -> bool:
    """A preview's effects are done at once, and nothing leaves: False if none was awaited."""
    record(passage)
    position = passage.position
    due = next((each for each in position.effects if each.key == position.key), None)
    if due is None:
        return False
    value = {"effect": due.effect, "outcome": "done", "facts": {}}
    passage.add(EntryKind.EFFECT, due.key, value)
    return True


def _accept(passage: Passage, due: Due) -> None:
    passage.add(EntryKind.ACCEPTED, due.key, {"effect": due.effect})
    if passage.session.preview:
        return
    context = case_file(passage)
    if due.kind == outbox.TICKET:
        keeping.hold(file["id"] for file in context["files"])
    outbox.put(
        passage.session.shop,
        outbox.Request(
            session=passage.session.pk,
            flow=due.key.flow,
            step=due.key.step,
            visit=due.key.visit,
            effect=due.effect,
            kind=due.kind,
            arguments=dict(due.arguments),
            context=context,
            unproven=_is_unproven(passage, due),
        ),
    )


def _is_unproven(passage: Passage, due: Due) -> bool:
    """Whether it writes to whom a shopper named; the shop's own words and the address of the
    order that is proven to be theirs are trusted."""
    if due.kind != "send_email" or "to" not in due.filled:
        return False
    own = look(passage.position.facts, "order.email")
    return not due.subject or due.arguments["to"] != own


def _rows(passage: Passage) -> Iterator[EntryRow]:
    first = len(passage.entries) - len(passage.unsaved)
    for number, (entry, pins) in enumerate(passage.unsaved, start=first):
        yield EntryRow(
            shop=passage.session.shop,
            session=passage.session,
            number=number,
            kind=entry.kind.value,
            flow=entry.key.flow,
            step=entry.key.step,
            visit=entry.key.visit,
            revision_id=pins,
            value=dict(entry.value),
            at=passage.times[number],
        )
