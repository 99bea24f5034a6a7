"""A field that shows at first what is already known."""

from __future__ import annotations

from typing import Any

from flows.engine import edits
from flows.engine.document import Ask, Document
from flows.engine.problems import problems
from tests.flows.engine.samples import VOCABULARY, document


def asking(prefill: str, at: str) -> Document:
    """A flow with one more field, at the step named."""
    field: dict[str, Any] = {"name": "name", "type": "text", "label": {"en": "Name"}}
    ask = {"kind": "ask", "text": {"en": "Who?"}, "fields": [{**field, "prefill": prefill}]}
    flow = document()
    exits = flow.steps["prove"].exits
    after = {**ask, "exits": {"next": exits["proven"]}}
    before = {**ask, "exits": {"next": "prove"}}
    found = flow.steps["find"].exits
    if at == "after":
        return document(prove={"exits": {**exits, "proven": "who"}}, who=after)
    return document(find={"exits": {**found, "found": "who"}}, who=before)


def codes(flow: Document) -> set[tuple[str, str]]:
    return {(each.code, each.step) for each in problems(flow, VOCABULARY)}


def test_what_is_personal_stands_in_no_field_before_the_proof() -> None:
    assert ("fact_unproven", "who") in codes(asking("order.email", at="before"))
    assert codes(asking("order.email", at="after")) == set()


def test_a_fact_that_nobody_finds_out_is_a_problem() -> None:
    assert ("unknown_fact", "who") in codes(asking("answer.shoe", at="before"))


def test_it_follows_a_field_with_a_new_name() -> None:
    flow = edits.change_field(asking("answer.remark", at="after"), "ask", "remark", name="wish")
    who = flow.steps["who"]
    assert isinstance(who, Ask)
    assert who.fields[0].prefill == "answer.wish"
