"""Publishing: errors refuse, the pointer moves only from where it stood, news follows commit."""

from __future__ import annotations

from typing import Any

import pytest
from pytest_django import DjangoCaptureOnCommitCallbacks

from flows.drafting import OutOfDate, draft_of, save_edit
from flows.engine.document import Document, load
from flows.engine.edits import change, disconnect
from flows.models import Flow
from flows.publishing import Unfit, inspect, publish, published, unpublish
from selfservice.tenancy.models import User

pytestmark = pytest.mark.django_db


def test_publishing_moves_the_pointer_and_notes_when_and_why(flow: Flow) -> None:
    revision = publish(flow, 1, "First")
    flow.refresh_from_db()
    assert flow.live == revision
    assert revision.note == "First"
    assert revision.published is not None


def test_errors_refuse_with_every_sentence(flow: Flow, document: Document, owner: User) -> None:
    loose = disconnect(disconnect(document, "hours", "thanks"), "hours", "more")
    save_edit(flow, 1, loose, "Took both ways out", owner)
    with pytest.raises(Unfit) as raised:
        publish(flow, 2)
    assert len(raised.value.problems) >= 2
    assert all(each.sentence in str(raised.value) for each in raised.value.problems)
    flow.refresh_from_db()
    assert flow.live is None


def test_only_the_newest_draft_is_published(flow: Flow, document: Document, owner: User) -> None:
    save_edit(flow, 1, change(document, "hours", title="Later"), "Renamed", owner)
    with pytest.raises(OutOfDate):
        publish(flow, 1)


def test_of_two_who_publish_at_once_the_second_is_told(
    flow: Flow, document: Document, owner: User
) -> None:
    as_the_other_saw_it = Flow.objects.get(pk=flow.pk)
    publish(flow, 1)
    save_edit(flow, 1, change(document, "hours", title="Later"), "Renamed", owner)
    with pytest.raises(OutOfDate):
        publish(as_the_other_saw_it, 2)
    flow.refresh_from_db()
    assert flow.live == draft_of(flow).flow.live


def test_unpublishing_takes_the_pointer_away_and_keeps_the_revision(flow: Flow) -> None:
    revision = publish(flow, 1)
    unpublish(flow)
    flow.refresh_from_db()
    revision.refresh_from_db()
    assert flow.live is None
    assert revision.published is not None


def test_the_news_is_sent_after_the_commit(
    flow: Flow, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    heard: list[Any] = []

    def hear(**news: Any) -> None:
        heard.append((news["flow"], news["revision"].number))

    published.connect(hear)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            publish(flow, 1)
            assert heard == []
        assert heard == [(flow, 1)]
    finally:
        published.disconnect(hear)


def test_a_shop_without_an_address_is_warned_and_may_publish(flow: Flow) -> None:
    flow.shop.contact_email = ""
    assert len(inspect(flow, load(draft_of(flow).document)).notes) == 1
    publish(flow, 1)
