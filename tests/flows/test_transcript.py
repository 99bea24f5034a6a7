"""What was asked and answered, in words that people read."""

from __future__ import annotations

from copy import deepcopy

from flows import runtime
from flows.transcript import transcript
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.conftest import CANCEL, publish
from tests.flows.runtime.steps import at_proof, mailed_code


def test_items_chosen_from_an_order_are_told_by_name(demo: Shop) -> None:
    document = deepcopy(CANCEL)
    document["steps"]["prove"]["exits"]["proven"] = "items"
    document["steps"]["items"] = {
        "kind": "ask",
        "text": {"en": "Which items?"},
        "fields": [
            {
                "name": "lines",
                "type": "several",
                "label": {"en": "Items"},
                "choices_from": "order.items",
            }
        ],
        "exits": {"next": "kept"},
    }
    with within(demo):
        publish(demo, "cancel", document)
        passage = at_proof(demo)
        runtime.answer(passage, "prove", values={"code": mailed_code(passage)})
        tea = next(
            item["id"] for item in passage.position.facts["order"]["items"] if "tea" in item["name"]
        )
        runtime.answer(passage, "items", values={"lines": [tea]})
        assert transcript(passage)[-1].answer == "Green tea, 100 g"
