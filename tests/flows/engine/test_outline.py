"""The outline: numbers, side ways, merges, loops and steps that nothing leads to."""

from __future__ import annotations

from flows.engine import edits
from flows.engine.outline import outline
from tests.flows.engine.samples import document

LOST = {"kind": "say", "exits": {"next": "ask"}}


def test_each_step_is_there_once_and_the_main_path_keeps_its_depth() -> None:
    lines = outline(document(lost=LOST))
    assert [(each.number, each.depth, each.step_id) for each in lines] == [
        (1, 0, "ask"),
        (2, 0, "find"),
        (3, 1, "again"),
        (4, 0, "prove"),
        (5, 0, "check"),
        (6, 1, "sure"),
        (7, 1, "cancel"),
        (8, 1, "end"),
        (9, 0, "person"),
        (10, 0, "lost"),
    ]
    assert [each.step_id for each in lines if not each.reached] == ["lost"]


def test_the_way_to_a_person_stands_after_the_paths_that_lead_to_it() -> None:
    flow = document(person={"kind": "say", "exits": {"next": "end"}}, ask={"exits": {}})
    lines = {each.step_id: each for each in outline(flow)}
    assert [*lines][:3] == ["ask", "person", "end"]
    assert [each for each, line in lines.items() if line.reached] == ["ask", "person", "end"]


def test_loops_and_loose_or_dangling_exits_end_a_path() -> None:
    changed = document(again={"exits": {"retry": "ask"}}, cancel={"exits": {"done": "gone"}})
    lines = {each.step_id: each for each in outline(changed)}
    assert len(lines) == len(changed.steps)
    assert [each for each, line in lines.items() if not line.reached] == ["end"]


def test_two_exits_to_one_step_show_it_once() -> None:
    flow, _id = edits.add(document(), "choose", after=("ask", "next"))
    flow = edits.connect(flow, "choose", "option-2", "find")
    assert [(each.step_id, each.depth) for each in outline(flow)][:3] == [
        ("ask", 0),
        ("choose", 0),
        ("find", 1),
    ]


def test_a_very_long_flow_has_an_outline_too() -> None:
    flow = edits.blank({"en": "Long"}, ("en",))
    steps = {f"s{n}": flow.steps["say"] for n in range(1, 2000)}
    led = {
        name: step.model_copy(update={"exits": {"next": f"s{n + 2}"}})
        for n, (name, step) in enumerate(steps.items())
    }
    long = flow.model_copy(update={"steps": {**flow.steps, **led}, "start": "s1"})
    assert len(outline(long)) == len(long.steps)
