"""Undo and redo lead to just the documents that were there, whatever was edited in between."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.drafting import NothingThere, draft_of, redo, save_edit, undo
from flows.engine.document import Document, dump, load
from flows.models import Flow
from tests.flows.engine.strategies import documents
from tests.flows.engine.test_edit_properties import edited

pytestmark = pytest.mark.django_db


@given(first=documents(), data=st.data())
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_undo_and_redo_walk_the_documents_that_were_there(
    flow: Flow, first: Document, data: st.DataObject
) -> None:
    with transaction.atomic():
        _walk(flow, first, data)
        transaction.set_rollback(True)


def _walk(flow: Flow, first: Document, data: st.DataObject) -> None:
    past, at = [load(draft_of(flow).document)], 0
    for gesture in data.draw(st.lists(st.sampled_from(["edit", "undo", "redo"]), max_size=12)):
        newest = draft_of(flow).number
        if gesture == "edit":
            new = edited(data, past[at]) if at else first
            save_edit(flow, newest, new, "Edited", None)
            past, at = [*past[: at + 1], new], at + 1
        elif gesture == "undo":
            at -= _gone(partial(undo, flow, newest, None), at > 0)
        else:
            at += _gone(partial(redo, flow, newest, None), at < len(past) - 1)
        assert load(draft_of(flow).document) == past[at]
        assert draft_of(flow).document == dump(past[at])


def _gone(gesture: Callable[[], object], possible: bool) -> int:
    """How many edits it went: one, or none where it has to say that there is nothing there."""
    if possible:
        gesture()
        return 1
    with pytest.raises(NothingThere):
        gesture()
    return 0
