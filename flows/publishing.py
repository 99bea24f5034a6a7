"""Publishing: check a draft, freeze it and move the flow's pointer to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import gettext as _

from flows.drafting import OutOfDate, refuse_if_stale, thin_out
from flows.engine.document import Document, load
from flows.engine.problems import Problem, Severity, problems
from flows.models import Flow, Revision
from flows.vocabulary import carried, vocabulary
from integrations.choosing import Carrier, carriers
from selfservice.clock import now
from selfservice.privacy import audit
from selfservice.tenancy.models import User

# flow, revision: sent after the pointer has moved. Receivers must be idempotent.
published = Signal()
# flow: sent after the pointer was taken away. Receivers must be idempotent.
unpublished = Signal()


class Unfit(Exception):
    """The draft has errors, which `problems` lists."""

    def __init__(self, errors: tuple[Problem, ...]) -> None:
        self.problems = errors
        super().__init__(" ".join(each.sentence for each in errors))


@dataclass(frozen=True, slots=True)
class Inspection:
    """`notes` are warnings about the shop rather than about a step; `carriers` tell what would
    carry each action out."""

    problems: tuple[Problem, ...]
    notes: tuple[str, ...] = ()
    carriers: Mapping[str, Carrier] = field(default_factory=dict)

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(each for each in self.problems if each.severity is Severity.ERROR)


def inspect(flow: Flow, document: Document) -> Inspection:
    notes = []
    if not flow.shop.contact_email:
        notes.append(_("The shop has no contact e-mail. Add one, so that shoppers can reach you."))
    known = carriers(flow.shop)
    found = problems(document, carried(vocabulary(), known))
    return Inspection(tuple(found), tuple(notes), known)


def publish(flow: Flow, number: int, note: str = "", by: User | None = None) -> Revision:
    """Makes draft `number` what shoppers get.

    Raises OutOfDate if it is no longer the newest, or if somebody else published meanwhile, and
    Unfit with every error.
    """
    with transaction.atomic():
        refuse_if_stale(flow, number)
        revision = Revision.objects.get(flow=flow, number=number)
        errors = inspect(flow, load(revision.document)).errors
        if errors:
            raise Unfit(errors)
        revision.published, revision.note = now(), note[:300]
        revision.save(update_fields=["published", "note"])
        _point(flow, revision)
        audit.record(flow.shop, by, "flow.published", flow, why=revision.note)
        thin_out(flow)
        transaction.on_commit(
            lambda: published.send_robust(sender=Flow, flow=flow, revision=revision)
        )
    return revision


def unpublish(flow: Flow, by: User | None = None) -> None:
    """No new session starts on the flow; those under way finish on the revision they entered."""
    with transaction.atomic():
        _point(flow, None)
        audit.record(flow.shop, by, "flow.unpublished", flow)
        transaction.on_commit(lambda: unpublished.send_robust(sender=Flow, flow=flow))


def _point(flow: Flow, revision: Revision | None) -> None:
    """Moves the pointer only from where this flow was read to stand."""
    rows = Flow.objects.filter(pk=flow.pk, live=flow.live_id)
    if rows.update(live=revision) != 1:
        raise OutOfDate([])
    flow.live = revision
