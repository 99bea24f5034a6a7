"""The step form: every save is one edit and one draft, and nothing typed is lost."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from flows.drafting import draft_of
from flows.engine.document import load
from flows.models import Flow
from flows.ready_made import available
from tests.flows.builder.conftest import address, filled_in, newest, step_now

pytestmark = pytest.mark.django_db


def save(client: Client, flow: Flow, step: str, **changed: Any) -> Any:
    sent = {**filled_in(flow, step), **{k.replace("__", "-"): v for k, v in changed.items()}}
    return client.post(address("step", flow.pk, step), sent)


def test_the_builder_lists_the_steps_with_their_ways(as_owner: Client, flow: Flow) -> None:
    page = as_owner.get(address("change", flow.pk)).content.decode()
    assert "Offer choices" in page
    assert "Thank you" in page
    assert "We are open from 9 to 17." in page


def test_a_changed_text_is_one_draft_with_a_sentence(as_owner: Client, flow: Flow) -> None:
    answer = save(as_owner, flow, "hours", **{"text-en": "We are open from 8 to 18."})
    assert answer.status_code == 302
    assert step_now(flow, "hours").text["en"] == "We are open from 8 to 18."
    draft = draft_of(flow)
    assert (draft.number, draft.change) == (2, "Changed the text of “Hours” (English).")


def test_saving_without_a_change_makes_no_draft(as_owner: Client, flow: Flow) -> None:
    for step in newest(flow).steps:
        save(as_owner, flow, step)
    assert draft_of(flow).number == 1


def test_a_button_leads_elsewhere(as_owner: Client, flow: Flow) -> None:
    save(as_owner, flow, "hours", **{"options-more-leads": "solved"})
    assert step_now(flow, "hours").exits["more"] == "solved"


def test_a_button_leads_to_a_new_step(as_owner: Client, flow: Flow) -> None:
    answer = save(as_owner, flow, "hours", **{"options-more-leads": "new:ask"})
    document = newest(flow)
    made = document.steps["hours"].exits["more"]
    assert document.steps[made].kind == "ask"
    assert answer.url.endswith(f"?step={made}")


def test_what_stands_in_a_field_at_first_is_chosen(as_owner: Client, flow: Flow) -> None:
    save(as_owner, flow, "hours", **{"options-more-leads": "new:ask"})
    step = newest(flow).steps["hours"].exits["more"]
    save(as_owner, flow, step, **{"then": "add:fields", "add-type": "text"})
    name = step_now(flow, step).fields[0].name
    save(as_owner, flow, step, **{f"fields-{name}-prefill": "now.date"})
    assert step_now(flow, step).fields[0].prefill == "now.date"
    save(as_owner, flow, step, **{f"fields-{name}-prefill": ""})
    assert step_now(flow, step).fields[0].prefill is None


@pytest.mark.parametrize(
    ("made", "added", "picker"),
    [
        ("ask", {"then": "add:fields", "add-type": "text"}, "-type"),
        ("check", {"then": "add:rules"}, "-operator"),
        ("end", {}, "outcome"),
    ],
)
def test_a_list_of_which_nothing_is_picked_is_said_to_be_missing(
    made: str, added: dict[str, str], picker: str, as_owner: Client, flow: Flow
) -> None:
    save(as_owner, flow, "hours", **{"options-more-leads": f"new:{made}"})
    step = newest(flow).steps["hours"].exits["more"]
    save(as_owner, flow, step, **added)
    before = draft_of(flow).number
    name = next(name for name in filled_in(flow, step) if name.endswith(picker))
    answer = save(as_owner, flow, step, **{name: ""})
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()
    assert draft_of(flow).number == before


def test_rows_are_added_moved_and_removed_together_with_what_was_typed(
    as_owner: Client, flow: Flow
) -> None:
    save(as_owner, flow, "hours", then="add:options", **{"options-thanks-label-en": "Thanks!"})
    step = step_now(flow, "hours")
    assert len(step.options) == 3
    assert step.options[0].label["en"] == "Thanks!"
    save(as_owner, flow, "hours", then="down:options:thanks")
    assert [each.id for each in step_now(flow, "hours").options][:2] == ["more", "thanks"]
    save(as_owner, flow, "hours", then="remove:options:more")
    assert "more" not in step_now(flow, "hours").exits


def test_an_ends_actions_are_added_filled_in_and_removed(as_owner: Client, flow: Flow) -> None:
    save(as_owner, flow, "solved", then="add:effects", **{"add-kind": "send_email"})
    call = step_now(flow, "solved").effects[0]
    assert call.kind == "send_email"
    save(as_owner, flow, "solved", **{"effects-send_email-subject-text-en": "Bye"})
    call = step_now(flow, "solved").effects[0]
    assert call.arguments["subject"].text == {"en": "Bye"}
    save(as_owner, flow, "solved", then=f"remove:effects:{call.id}")
    assert step_now(flow, "solved").effects == ()


def test_a_wrong_value_is_refused_with_what_was_typed(as_owner: Client, flow: Flow) -> None:
    too_long = "x" * 5001
    answer = save(as_owner, flow, "hours", **{"text-en": too_long, "text-cs": "Ahoj"})
    assert answer.status_code == 422
    assert too_long in answer.content.decode()
    assert "Ahoj" in answer.content.decode()
    assert draft_of(flow).number == 1


def test_of_two_editors_the_second_sees_the_first_and_loses_nothing(
    as_owner: Client, flow: Flow
) -> None:
    opened = {**filled_in(flow, "hours"), "text-en": "Mine"}
    save(as_owner, flow, "solved", title="Bye")
    answer = as_owner.post(address("step", flow.pk, "hours"), opened)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Renamed “Solved” to “Bye”." in page
    assert "Mine" in page
    assert draft_of(flow).number == 2
    assert as_owner.post(address("step", flow.pk, "hours"), opened | {"over": 2}).status_code == 302
    document = newest(flow)
    assert document.steps["hours"].text["en"] == "Mine"
    assert document.steps["solved"].title == "Bye"


def test_the_whole_flows_form_changes_title_languages_and_person(
    as_owner: Client, flow: Flow
) -> None:
    sent = {
        "base": 1,
        "over": 1,
        "title-en": "Hours and days",
        "start": "hours",
        "person": "person",
        "languages": ["en", "cs"],
    }
    assert as_owner.post(address("settings", flow.pk), sent).status_code == 302
    document = newest(flow)
    assert document.languages == ("en", "cs")
    assert document.title["en"] == "Hours and days"


@pytest.mark.parametrize("starter", available(), ids=lambda each: each.key)
def test_every_step_of_every_ready_made_flow_can_be_opened_and_saved_unchanged(
    starter: Any, as_owner: Client, flow: Flow
) -> None:
    draft = draft_of(flow)
    draft.document = {**draft.document, **starter.document.model_dump(mode="json", by_alias=True)}
    draft.save()
    before = load(draft.document)
    for step in before.steps:
        assert as_owner.get(address("change", flow.pk), {"step": step}).status_code == 200
        answer = save(as_owner, flow, step)
        assert answer.status_code == 302, step
        assert newest(flow) == before, step


def test_problems_are_told_in_the_owners_words(as_owner: Client, flow: Flow) -> None:
    save(as_owner, flow, "hours", then="add:options", **{"options-more-leads": "new:do"})
    page = as_owner.get(address("change", flow.pk)).content.decode()
    assert "“Open a ticket” needs “Subject”, which is not given." in page
    assert "“steps/" not in page


def test_an_argument_that_is_not_translated_is_told_by_its_name(
    as_owner: Client, flow: Flow
) -> None:
    save(as_owner, flow, "person", **{"effects-ticket-subject-text-cs": ""})
    page = as_owner.get(address("change", flow.pk)).content.decode()
    assert "The text at “Subject” is missing in “Czech”." in page
