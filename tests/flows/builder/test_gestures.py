"""Buttons on whole steps, and the walk back and forth through the edits."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from flows.drafting import draft_of
from flows.models import Flow
from tests.flows.builder.conftest import address, newest, step_now

pytestmark = pytest.mark.django_db


def press(client: Client, flow: Flow, gesture: str, **sent: Any) -> Any:
    data = {"base": draft_of(flow).number, "gesture": gesture, **sent}
    return client.post(address("gesture", flow.pk), data)


@pytest.mark.parametrize(
    "kind", ["say", "choose", "ask", "look_up", "prove", "check", "do", "go_to", "end"]
)
def test_a_step_of_each_kind_is_added_after_an_exit_and_opens(
    kind: str, as_owner: Client, flow: Flow
) -> None:
    answer = press(as_owner, flow, "add", kind=kind, where="hours/thanks")
    made = step_now(flow, "hours").exits["thanks"]
    assert step_now(flow, made).kind == kind
    assert as_owner.get(answer.url).status_code == 200


def test_a_step_is_duplicated(as_owner: Client, flow: Flow) -> None:
    press(as_owner, flow, "duplicate", step="hours")
    assert len(newest(flow).steps) == 4
    assert draft_of(flow).change == "Duplicated “Hours”."


def test_a_step_is_moved(as_owner: Client, flow: Flow) -> None:
    press(as_owner, flow, "add", kind="say", where="hours/thanks")
    made = step_now(flow, "hours").exits["thanks"]
    press(as_owner, flow, "move", step=made, where="hours/more")
    exits = step_now(flow, "hours").exits
    assert exits == {"thanks": "solved", "more": made}


def test_a_step_is_removed_and_undo_brings_it_back(as_owner: Client, flow: Flow) -> None:
    answer = press(as_owner, flow, "remove", step="solved")
    assert "solved" not in newest(flow).steps
    assert "Undo brings it back." in as_owner.get(answer.url).content.decode()
    press(as_owner, flow, "undo")
    assert "solved" in newest(flow).steps
    press(as_owner, flow, "redo")
    assert "solved" not in newest(flow).steps


def test_the_start_and_the_way_to_a_person_are_chosen(as_owner: Client, flow: Flow) -> None:
    press(as_owner, flow, "start", step="solved")
    press(as_owner, flow, "person", step="solved")
    assert (newest(flow).start, newest(flow).person) == ("solved", "solved")


@pytest.mark.parametrize(
    ("gesture", "sent"),
    [
        ("remove", {"step": "person"}),
        ("remove", {"step": "nowhere"}),
        ("add", {"kind": "explode"}),
        ("move", {"step": "hours"}),
        ("dance", {}),
        ("undo", {}),
    ],
)
def test_nonsense_is_refused_in_a_sentence_and_makes_no_draft(
    gesture: str, sent: dict[str, str], as_owner: Client, flow: Flow
) -> None:
    answer = press(as_owner, flow, gesture, **sent)
    assert answer.status_code == 302
    assert draft_of(flow).number == 1


def test_a_gesture_from_an_old_page_does_nothing_and_says_what_changed(
    as_owner: Client, flow: Flow
) -> None:
    press(as_owner, flow, "duplicate", step="hours")
    answer = press(as_owner, flow, "remove", base=1, step="solved")
    assert draft_of(flow).number == 2
    assert "Duplicated “Hours”." in as_owner.get(answer.url).content.decode()
