"""Drafts: numbering, stale bases, undo, redo, restore and thinning."""

from __future__ import annotations

from datetime import timedelta

import pytest

from flows.drafting import (
    NothingThere,
    OutOfDate,
    draft_of,
    redo,
    restore,
    save_edit,
    start_flow,
    thin_out,
    undo,
)
from flows.engine.document import Document, load
from flows.models import Entry, Flow, Revision, Session
from flows.timeline import Timeline
from selfservice.clock import now
from selfservice.tenancy.models import Shop, User

pytestmark = pytest.mark.django_db


def edit(flow: Flow, name: str, author: User | None = None) -> Revision:
    """One draft that sets the start step's own name."""
    newest = draft_of(flow)
    document = load(newest.document)
    step = document.steps["hours"].model_copy(update={"title": name})
    steps = {**document.steps, "hours": step}
    changed = document.model_copy(update={"steps": steps})
    return save_edit(flow, newest.number, changed, f"Renamed to {name}", author)


def name_now(flow: Flow) -> str:
    return load(draft_of(flow).document).steps["hours"].title


def test_every_edit_is_one_more_revision_with_its_sentence(flow: Flow, owner: User) -> None:
    edit(flow, "One", owner)
    newest = edit(flow, "Two", owner)
    assert (newest.number, newest.change, newest.author) == (3, "Renamed to Two", owner)
    assert draft_of(flow) == newest


def test_a_long_sentence_shows_that_it_was_cut(flow: Flow) -> None:
    assert edit(flow, "x" * 300).change == "Renamed to " + "x" * 188 + "…"


def test_editing_from_an_old_base_tells_who_changed_what(
    flow: Flow, owner: User, document: Document
) -> None:
    base = draft_of(flow).number
    edit(flow, "One", owner)
    with pytest.raises(OutOfDate) as raised:
        save_edit(flow, base, document, "Mine", owner)
    assert raised.value.sentences() == ["anna@anna.example: Renamed to One"]
    assert name_now(flow) == "One"


def test_undo_and_redo_walk_the_edits(flow: Flow, owner: User) -> None:
    for name in ("One", "Two", "Three"):
        edit(flow, name)
    seen = []
    for gesture in (undo, undo, redo, undo, undo, redo, redo, redo):
        gesture(flow, draft_of(flow).number, owner)
        seen.append(name_now(flow))
    assert seen == ["Two", "One", "Two", "One", "Hours", "One", "Two", "Three"]
    assert Timeline(flow).redo_target() is None


def test_an_edit_after_an_undo_ends_what_could_be_redone(flow: Flow, owner: User) -> None:
    edit(flow, "One")
    edit(flow, "Two")
    undo(flow, draft_of(flow).number, owner)
    edit(flow, "Other")
    with pytest.raises(NothingThere):
        redo(flow, draft_of(flow).number, owner)
    undo(flow, draft_of(flow).number, owner)
    assert name_now(flow) == "One"
    undo(flow, draft_of(flow).number, owner)
    assert name_now(flow) == "Hours"


def test_nothing_can_be_undone_in_a_new_flow(flow: Flow, owner: User) -> None:
    with pytest.raises(NothingThere):
        undo(flow, 1, owner)


def test_undo_names_the_edit_it_takes_back(flow: Flow, owner: User) -> None:
    edit(flow, "One")
    assert undo(flow, 2, owner).change == "Undid: Renamed to One"


def test_restoring_is_an_edit_that_undo_takes_back(flow: Flow, owner: User) -> None:
    edit(flow, "One")
    edit(flow, "Two")
    restore(flow, 1, owner)
    assert name_now(flow) == "Hours"
    undo(flow, draft_of(flow).number, owner)
    assert name_now(flow) == "Two"


def test_the_number_is_unique_when_two_save_at_once(
    flow: Flow, owner: User, document: Document
) -> None:
    """The second writer passed its check before the first one saved."""
    edit(flow, "One", owner)
    with pytest.raises(OutOfDate):
        start_flow(flow, document, "Again", owner)


def test_old_drafts_are_thinned_but_not_published_or_entered_ones(
    flow: Flow, in_shop: Shop
) -> None:
    for name in "abcdef":
        edit(flow, name)
    Revision.objects.update(created=now().replace(minute=30) - timedelta(days=3))
    Revision.objects.filter(number=2).update(published=now())
    session = Session.objects.create(shop=in_shop, token="t", language="en", last_used=now())
    Entry.objects.create(
        shop=in_shop,
        session=session,
        number=1,
        kind="entered",
        at=now(),
        revision=Revision.objects.get(number=3),
    )
    assert thin_out(flow) == 3
    kept = Revision.objects.order_by("number").values_list("number", flat=True)
    assert list(kept) == [2, 3, 6, 7]
