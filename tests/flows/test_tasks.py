"""The daily tasks."""

from __future__ import annotations

from datetime import timedelta

from flows.drafting import draft_of, save_edit
from flows.engine.document import Document
from flows.models import Flow, Revision
from flows.tasks import thin_out_drafts
from selfservice.clock import now
from selfservice.tenancy.models import Shop


def test_drafts_of_every_shop_are_thinned(flow: Flow, in_shop: Shop, document: Document) -> None:
    for number in (1, 2, 3):
        save_edit(flow, number, document, "Again", None)
    Revision.objects.update(created=now().replace(minute=30) - timedelta(days=3))
    thin_out_drafts()
    assert [each.number for each in Revision.objects.order_by("number")] == [3, 4]
    assert draft_of(flow).number == 4
