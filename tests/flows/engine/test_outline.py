"""The outline: numbers, branches, merges, loops and steps that nothing leads to."""

from __future__ import annotations

from flows.engine import edits
from flows.engine.outline import Goes, outline
from tests.flows.engine.samples import document

LOST = {"kind": "say", "exits": {"next": "ask"}}


def test_steps_are_numbered_depth_first_and_each_is_there_once() -> None:
    lines = outline(document(lost=LOST))
    assert [(each.number, each.depth, each.step_id) for each in lines] == [
        ("1", 0, "ask"),
        ("2", 0, "find"),
        ("2.1", 1, "prove"),
        ("2.1.1", 2, "check"),
        ("2.1.1.1", 3, "sure"),
        ("2.1.1.2", 3, "cancel"),
        ("2.1.1.2.1", 4, "end"),
        ("2.2", 1, "again"),
        ("3", 0, "person"),
        ("4", 0, "lost"),
    ]
    assert [each.step_id for each in lines if not each.reached] == ["lost"]


def test_exits_say_whether_they_go_on_back_elsewhere_or_nowhere() -> None:
    changed = document(again={"exits": {"retry": "ask"}}, cancel={"exits": {"done": "gone"}})
    ways = {(line.step_id, way.id): way for line in outline(changed) for way in line.ways}
    assert ways["ask", "next"].goes is Goes.ON
    assert ways["again", "retry"].goes is Goes.BACK
    assert ways["again", "retry"].label == {"en": "Try again"}
    assert ways["again", "stop"].goes is Goes.NOWHERE
    assert ways["cancel", "done"].goes is Goes.NOWHERE
    assert (ways["find", "failed"].goes, ways["find", "failed"].number) == (Goes.TO, "3")


def test_two_exits_to_one_step_show_it_once() -> None:
    flow, _id = edits.add(document(), "choose", after=("ask", "next"))
    flow = edits.connect(flow, "choose", "option-2", "find")
    line = next(each for each in outline(flow) if each.step_id == "choose")
    assert [each.goes for each in line.ways] == [Goes.ON, Goes.TO]


def test_a_very_long_flow_has_an_outline_too() -> None:
    flow = edits.blank({"en": "Long"}, ("en",))
    steps = {f"s{n}": flow.steps["say"] for n in range(1, 2000)}
    led = {
        name: step.model_copy(update={"exits": {"next": f"s{n + 2}"}})
        for n, (name, step) in enumerate(steps.items())
    }
    long = flow.model_copy(update={"steps": {**flow.steps, **led}, "start": "s1"})
    assert len(outline(long)) == len(long.steps)
