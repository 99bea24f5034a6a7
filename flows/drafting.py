"""Drafts: every edit is one more revision, and undo, redo and restore are edits too."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import groupby

from django.db import IntegrityError, transaction
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from flows.engine.document import Document, dump, load
from flows.models import Entry, Flow, Revision
from flows.timeline import Timeline
from selfservice.clock import now
from selfservice.tenancy.models import User

KEEP_EVERY_EDIT_FOR = timedelta(days=2)
LONGEST_CHANGE = 200  # characters, with the ellipsis of one that is cut


class OutOfDate(Exception):
    """Somebody saved in between. `since` holds their revisions, the oldest first."""

    def __init__(self, since: Iterable[Revision]) -> None:
        self.since = list(since)
        super().__init__(_("This flow was changed in the meantime."))

    def sentences(self) -> list[str]:
        return [
            _("%(who)s: %(what)s") % {"who": each.author or _("Somebody"), "what": each.change}
            for each in self.since
        ]


class NothingThere(Exception):
    """There is nothing to undo, to redo or to restore."""


def draft_of(flow: Flow) -> Revision:
    return Revision.objects.select_related("author").filter(flow=flow).order_by("-number")[0]


def start_flow(flow: Flow, document: Document, change: str, author: User | None) -> Revision:
    """Saves a new flow with its first draft."""
    with transaction.atomic():
        flow.save()
        return _keep(_drafted(flow, 1, document, change, author))


def save_edit(
    flow: Flow, base_number: int, document: Document, change: str, author: User | None
) -> Revision:
    """One more draft on top of revision `base_number`; OutOfDate if that is not the newest."""
    refuse_if_stale(flow, base_number)
    return _keep(_drafted(flow, base_number + 1, document, change, author))


def refuse_if_stale(flow: Flow, base_number: int) -> None:
    newer = Revision.objects.select_related("author").filter(flow=flow, number__gt=base_number)
    since = list(newer.order_by("number"))
    if since:
        raise OutOfDate(since)


def undo(flow: Flow, base_number: int, author: User | None) -> Revision:
    target = Timeline(flow).undo_target()
    if target is None:
        raise NothingThere(_("There is nothing to undo."))
    return _take_up(flow, base_number, target, _("Undid: %s"), author)


def redo(flow: Flow, base_number: int, author: User | None) -> Revision:
    target = Timeline(flow).redo_target()
    if target is None:
        raise NothingThere(_("There is nothing to redo."))
    return _take_up(flow, base_number, target, _("Redid: %s"), author)


def restore(flow: Flow, number: int, author: User | None) -> Revision:
    """The document of an older revision as the newest draft; undo leads back from it."""
    old = Revision.objects.filter(flow=flow, number=number).first()
    if old is None:
        raise NothingThere(_("Revision %s is no longer kept.") % number)
    change = _("Restored revision %s") % number
    return save_edit(flow, draft_of(flow).number, load(old.document), change, author)


def thin_out(flow: Flow) -> int:
    """Keeps one draft an hour once they are older than two days; returns how many were let go.

    Published revisions, those a session has entered and the newest draft always stay.
    """
    entered = Entry.objects.filter(revision__flow=flow).values("revision")
    drafts = Revision.objects.filter(flow=flow, published=None, number__lt=draft_of(flow).number)
    old = drafts.filter(created__lt=now() - KEEP_EVERY_EDIT_FOR).exclude(pk__in=entered)
    rows = old.order_by("number").values_list("pk", "created")
    hours = groupby(rows, key=lambda row: row[1].replace(minute=0, second=0, microsecond=0))
    superfluous = [pk for _hour, group in hours for pk, _at in list(group)[:-1]]
    Revision.objects.filter(pk__in=superfluous).delete()
    return len(superfluous)


def _take_up(
    flow: Flow, base_number: int, target: tuple[int, int], sentence: str, author: User | None
) -> Revision:
    refuse_if_stale(flow, base_number)
    number, about = target
    kept = {each.number: each for each in Revision.objects.filter(flow=flow, number__in=target)}
    document = load(kept[number].document)
    draft = _drafted(flow, base_number + 1, document, sentence % kept[about].change, author)
    draft.undo_of = number
    return _keep(draft)


def _drafted(
    flow: Flow, number: int, document: Document, change: str, author: User | None
) -> Revision:
    return Revision(
        shop_id=flow.shop_id,
        flow=flow,
        number=number,
        document=dump(document),
        change=Truncator(change).chars(LONGEST_CHANGE),
        author=author,
    )


def _keep(draft: Revision) -> Revision:
    """The unique number decides between two editors who save at the same instant."""
    try:
        with transaction.atomic():
            draft.save(force_insert=True)
    except IntegrityError:
        refuse_if_stale(draft.flow, draft.number - 1)
        raise
    return draft
