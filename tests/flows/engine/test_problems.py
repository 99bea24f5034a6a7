"""Problems: a sound flow has none, and each fault is found at its step."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from flows.engine.document import Document
from flows.engine.problems import Severity, Vocabulary, problems
from flows.engine.problems.catalogue import CATALOGUE
from tests.flows.engine.samples import STEPS, TICKET, VOCABULARY, document

END = {"kind": "end", "text": {"en": "Bye."}}


def say(text: str = "Hello", to: str = "find") -> dict[str, Any]:
    return {"kind": "say", "text": {"en": text}, "exits": {"next": to}}


def check(*when: Mapping[str, Any], to: str, otherwise: str) -> dict[str, Any]:
    rules = [{"id": "rule", "when": list(when)}]
    return {"kind": "check", "rules": rules, "exits": {"rule": to, "otherwise": otherwise}}


def codes(of: Document, vocabulary: Vocabulary = VOCABULARY) -> set[tuple[str, str]]:
    return {(each.code, each.step) for each in problems(of, vocabulary)}


def test_a_sound_flow_has_no_problems() -> None:
    assert problems(document(), VOCABULARY) == []


def row(given: Mapping[str, Any]) -> dict[str, Any]:
    """An end that adds a row to a spreadsheet."""
    arguments = {"table": {"value": "Returns"}, "row": given}
    return {"effects": [{"id": "row", "kind": "append_row", "arguments": arguments}]}


def refund(amount: Mapping[str, Any]) -> dict[str, Any]:
    """The step that cancels gives money back instead."""
    arguments = {"order": {"fact": "order.number"}, "amount": amount}
    return {"effect": {"id": "cancel-it", "kind": "refund", "arguments": arguments}}


COLUMN = {"name": "Order", "fact": "order.number"}
COLUMNS = {"subject": {"columns": [COLUMN]}}
FIELD = {"name": "f", "type": "text", "label": {"en": "F"}}
OPTION = {"id": "a", "label": {"en": "A"}}
FAULTS: list[tuple[str, str, dict[str, Any]]] = [
    ("no_person", "", {"person": None}),
    ("person_not_reached", "person", {"person": {"outcome": "solved"}}),
    ("missing_exit", "sure", {"sure": {"exits": {}}}),
    ("missing_failure_exit", "cancel", {"cancel": {"exits": {"done": "end", "refused": "end"}}}),
    ("dangling_exit", "again", {"again": {"exits": {"retry": "ask", "stop": "nowhere"}}}),
    ("unreachable", "lost", {"lost": END}),
    ("trap", "sure", {"sure": say(to="more"), "more": say(to="sure")}),
    ("idle_cycle", "check", {"check": {"exits": {"open": "sure", "otherwise": "check"}}}),
    ("idle_cycle", "prove", {"prove": {"exits": {"proven": "prove", "not_proven": "sure"}}}),
    ("stray_exit", "sure", {"sure": {"exits": {"next": "cancel", "person": "end"}}}),
    ("no_options", "again", {"again": {"options": [], "exits": {}}}),
    ("no_fields", "ask", {"ask": {"fields": []}}),
    ("duplicate", "ask", {"ask": {"fields": [FIELD, FIELD, *STEPS["ask"]["fields"]]}}),
    ("duplicate", "again", {"again": {"options": [OPTION, OPTION], "exits": {"a": "ask"}}}),
    ("duplicate", "person", {"person": {"effects": [TICKET, TICKET]}}),
    ("reserved", "again", {"again": {"options": [{**OPTION, "id": "person"}]}}),
    ("no_choices", "ask", {"ask": {"fields": [{**FIELD, "type": "choice"}]}}),
    ("empty_range", "ask", {"ask": {"fields": [{**FIELD, "minimum": 2, "maximum": 1}]}}),
    ("no_purpose", "ask", {"ask": {"fields": [{**FIELD, "type": "phone"}]}}),
    ("rule_always_holds", "check", {"check": check(to="sure", otherwise="person")}),
    (
        "no_value",
        "check",
        {"check": check({"fact": "order.status", "operator": "is"}, to="sure", otherwise="person")},
    ),
    (
        "no_list",
        "check",
        {
            "check": check(
                {"fact": "order.status", "operator": "one_of", "value": "x"},
                to="sure",
                otherwise="person",
            )
        },
    ),
    ("no_text", "sure", {"sure": {"text": {}}}),
    ("unknown_lookup", "find", {"find": {"read": "parcel"}}),
    ("unknown_effect", "cancel", {"cancel": {"effect": {"id": "x", "kind": "dance"}}}),
    ("missing_argument", "person", {"person": {"effects": [{**TICKET, "arguments": {}}]}}),
    (
        "unknown_argument",
        "person",
        {
            "person": {
                "effects": [{**TICKET, "arguments": {"x": {"value": 1}, **TICKET["arguments"]}}]  # type: ignore[dict-item]
            }
        },
    ),
    ("takes_columns", "end", {"end": row({"fact": "order.number"})}),
    ("takes_one_value", "person", {"person": {"effects": [{**TICKET, "arguments": COLUMNS}]}}),
    ("duplicate_column", "end", {"end": row({"columns": [COLUMN, COLUMN]})}),
    ("empty_column", "end", {"end": row({"columns": {"Notes": {}}})}),
    ("money_elsewhere", "cancel", {"cancel": refund({"fact": "answer.number"})}),
    ("money_elsewhere", "cancel", {"cancel": refund({"text": {"en": "{order.total}"}})}),
    ("money_elsewhere", "cancel", {"cancel": refund({"value": "100"})}),
    ("money_elsewhere", "cancel", {"cancel": refund({"columns": [COLUMN]})}),
    ("unknown_flow", "end", {"end": {"kind": "go_to", "flow": "nowhere", "text": {}}}),
    ("unknown_fact", "sure", {"sure": {"text": {"en": "{answer.shoe_size}"}}}),
    ("fact_not_gathered", "again", {"again": {"text": {"en": "{order.number}"}}}),
    ("fact_not_gathered", "person", {"person": {"text": {"en": "{answer.number}"}}}),
    (
        "fact_optional",
        "find",
        {"find": {"arguments": {"number": {"fact": "answer.remark"}, "contact": {"value": 1}}}},
    ),
    ("fact_unproven", "prove", {"prove": {"text": {"en": "Sent to {order.email}."}}}),
    ("nothing_to_prove", "prove", {"ask": {"exits": {"next": "prove"}}}),
    (
        "change_unproven",
        "cancel",
        {"find": {"exits": {**STEPS["find"]["exits"], "found": "check"}}},
    ),
    (
        "change_of_unknown",
        "cancel",
        {
            "cancel": {
                "effect": {
                    **STEPS["cancel"]["effect"],
                    "arguments": {"order": {"fact": "answer.number"}},
                }
            }
        },
    ),
]


@pytest.mark.parametrize(("code", "step", "changed"), FAULTS)
def test_a_fault_is_found_at_its_step(code: str, step: str, changed: dict[str, Any]) -> None:
    assert (code, step) in codes(document(**changed))


def test_money_that_comes_from_the_order_is_no_problem() -> None:
    for amount in ({"fact": "order.total"}, {}):
        assert problems(document(cancel=refund(amount)), VOCABULARY) == []


def test_every_problem_in_the_catalogue_is_tried_here() -> None:
    tried = {code for code, _step, _changed in FAULTS}
    others = {"no_start", "no_translation", "not_carried", "switched_off"}
    assert CATALOGUE.keys() - tried == others


def test_a_flow_must_start_somewhere() -> None:
    flow = document().model_copy(update={"start": "nowhere"})
    assert ("no_start", "") in codes(flow)


@pytest.mark.parametrize(
    ("carried", "off", "code"),
    [(False, False, "not_carried"), (True, True, "switched_off"), (False, True, "not_carried")],
)
def test_an_action_that_nothing_carries_out_only_warns(carried: bool, off: bool, code: str) -> None:
    rules = replace(VOCABULARY.effects["cancel_order"], carried=carried, off=off)
    effects = {**VOCABULARY.effects, "cancel_order": rules}
    (found,) = problems(document(), replace(VOCABULARY, effects=effects))
    assert (found.code, found.step, found.severity) == (code, "cancel", Severity.WARNING)


def test_a_code_may_be_tried_again_without_another_question() -> None:
    again = {"exits": {"proven": "check", "not_proven": "prove"}}
    assert codes(document(prove=again)) == set()


def test_every_text_is_needed_in_every_language() -> None:
    flow = document().model_copy(update={"languages": ("en", "cs")})
    found = [each for each in problems(flow, VOCABULARY) if each.code == "no_translation"]
    assert "The text at “steps/sure/text” is missing in “cs”." in [e.sentence for e in found]
    assert not any(each.params["path"].endswith("button") for each in found)


def test_a_new_look_up_needs_a_new_proof() -> None:
    again = {**STEPS["find"], "exits": {"found": "cancel", "missing": "person", "failed": "person"}}
    flow = document(sure=say("Once more", to="find-again"), **{"find-again": again})
    assert ("change_unproven", "cancel") in codes(flow)


def test_a_check_that_a_fact_is_known_makes_it_usable() -> None:
    condition = {"fact": "order.email", "operator": "known"}
    flow = document(
        ask={"exits": {"next": "known"}},
        known=check(condition, to="sure", otherwise="find"),
        sure=say("{order.email} {order.number}", to="cancel"),
    )
    assert codes(flow) == set()


def test_a_step_that_no_path_reaches_only_warns() -> None:
    found = problems(document(lost={"kind": "choose", "text": {}}), VOCABULARY)
    assert {each.code for each in found} == {"unreachable", "no_options", "no_text"}
    assert {each.severity for each in found} == {Severity.WARNING}


def test_a_problem_can_be_told_in_another_language() -> None:
    found = problems(document(sure={"exits": {}}), VOCABULARY)
    czech = {"“{exit}” leads nowhere.": "„{exit}“ nikam nevede."}
    sentence, fix = found[0].told(lambda text: czech.get(text, text))
    assert sentence == "„next“ nikam nevede."
    assert fix == "Connect it to a step."
