"""The case file that goes with an effect."""

from __future__ import annotations

from flows import runtime
from flows.case_file import case_file
from flows.engine.document import Document
from selfservice.tenancy.models import Shop
from tests.flows.runtime.test_asking import asked
from tests.flows.topics_taught import PARCEL


def titled(flow: str, document: Document) -> Document:
    steps = {
        key: step.model_copy(update={"title": f"{flow}: {key}"})
        for key, step in document.steps.items()
    }
    return document.model_copy(update={"steps": steps})


def test_each_answer_has_the_owners_title_of_its_step(taught: Shop) -> None:
    """What a question was answered under, whatever its language and the facts in its text."""
    passage = runtime.answer(asked(taught, PARCEL), "which", values={"number": "1001"})
    passage.documents = {flow: titled(flow, each) for flow, each in passage.documents.items()}
    lines = case_file(passage)["transcript"]
    assert [(line["answer"], line["title"]) for line in lines] == [
        (PARCEL, ""),
        ("1001", "status: which"),
    ]
