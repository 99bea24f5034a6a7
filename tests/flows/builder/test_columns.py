"""The columns of an action, such as a spreadsheet's row, in the step form."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from flows.builder.workpiece import workpiece_of
from flows.drafting import draft_of, save_edit
from flows.engine.document import Column, End, Given
from flows.engine.edits import add, change, change_field
from flows.models import Flow
from integrations.models import Autonomy, Connection, Setting
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.builder.conftest import address, filled_in, newest, step_now

pytestmark = pytest.mark.django_db
EMPTY = "Everything that was answered goes in."


def save(client: Client, flow: Flow, step: str, **changed: Any) -> Any:
    return client.post(address("step", flow.pk, step), {**filled_in(flow, step), **changed})


def columns(flow: Flow) -> tuple[Column, ...]:
    given = step_now(flow, "solved").effects[0].arguments.get("row", Given())
    return given.columns or ()


def shown(client: Client, flow: Flow) -> str:
    return client.get(address("change", flow.pk), {"step": "solved"}).content.decode()


@pytest.fixture
def collecting(as_owner: Client, flow: Flow) -> Flow:
    """A flow whose end adds a row to the sheet “Wishes”, so far without columns."""
    save(as_owner, flow, "solved", **{"then": "add:effects", "add-kind": "append_row"})
    save(as_owner, flow, "solved", **{"effects-append_row-table-written": "Wishes"})
    return flow


def test_a_row_without_columns_says_that_everything_goes_in(
    as_owner: Client, collecting: Flow
) -> None:
    assert EMPTY in shown(as_owner, collecting)
    assert columns(collecting) == ()


def test_the_name_of_the_table_is_the_same_in_every_language(
    as_owner: Client, collecting: Flow
) -> None:
    def table() -> Given | None:
        given: Given | None = step_now(collecting, "solved").effects[0].arguments.get("table")
        return given

    assert table() == Given(value="Wishes")
    save(as_owner, collecting, "solved", **{"effects-append_row-table-written": ""})
    assert table() is None
    assert "needs “Table”, which is not given" in shown(as_owner, collecting)


def test_columns_are_added_named_filled_moved_and_removed(
    as_owner: Client, collecting: Flow
) -> None:
    for _count in range(2):
        save(as_owner, collecting, "solved", then="add:columns:append_row:row")
    assert [each.name for each in columns(collecting)] == ["Column", "Column 2"]
    first, second = "effects-append_row-row-0", "effects-append_row-row-1"
    typed = {f"{first}-name": " Chosen  at ", f"{first}-source": "answer.hours"}
    typed |= {f"{second}-name": "Note", f"{second}-text-en": "From {answer.hours}"}
    save(as_owner, collecting, "solved", **typed, then="down:columns:append_row:row:0")
    note, chosen = columns(collecting)
    assert (chosen.name, chosen.fact) == ("Chosen at", "answer.hours")
    assert (note.name, note.text) == ("Note", {"en": "From {answer.hours}"})
    assert EMPTY not in shown(as_owner, collecting)
    save(as_owner, collecting, "solved", then="remove:columns:append_row:row:0")
    assert columns(collecting) == (chosen,)
    save(as_owner, collecting, "solved", then="remove:columns:append_row:row:0")
    assert step_now(collecting, "solved").effects[0].arguments.keys() == {"table"}


def test_an_action_that_no_connection_can_do_is_a_hint_and_may_be_published(
    as_owner: Client, collecting: Flow
) -> None:
    page = shown(as_owner, collecting)
    assert "No connection can do “Add a row to a spreadsheet” yet" in page
    assert "Nothing carries this out now." in page
    assert "Add a row to a spreadsheet – no connection yet" in page
    sent = {"number": draft_of(collecting).number}
    assert as_owner.post(address("publish_now", collecting.pk), sent).status_code == 302


def test_the_connection_that_carries_an_action_out_is_named(
    as_owner: Client, flow: Flow, shop: Shop
) -> None:
    with within(shop):
        Connection.objects.create(shop=shop, connector="email", name="Our mailbox")
    save(as_owner, flow, "solved", **{"then": "add:effects", "add-kind": "send_email"})
    page = shown(as_owner, flow)
    assert "Carried out through “Our mailbox”." in page
    assert "Open a ticket – Desk" in page
    assert "No connection can do" not in page
    with within(shop):
        Setting.objects.create(shop=shop, effect="send_email", autonomy=Autonomy.OFF)
    page = shown(as_owner, flow)
    assert "“Send an e-mail” is switched off in this shop" in page
    assert "Send an e-mail – switched off" in page


def test_every_change_of_columns_is_told_in_words(as_owner: Client, collecting: Flow) -> None:
    def told(**changed: str) -> str:
        save(as_owner, collecting, "solved", **changed)
        return draft_of(collecting).change

    at = "“Add a row to a spreadsheet” at “Solved”"
    assert draft_of(collecting).change == f"Changed “table” of {at}."
    add = "add:columns:append_row:row"
    assert told(then=add) == "Added the column “Column” to “Solved”."
    place = "effects-append_row-row-0"
    assert told(**{f"{place}-source": "answer.hours"}) == "Changed the column “Column” of “Solved”."
    renamed = told(**{f"{place}-name": "Wish"})
    assert renamed == "Renamed the column “Column” to “Wish” at “Solved”."
    told(then=add)
    swapped = told(then="up:columns:append_row:row:1")
    assert swapped == "Changed the order of the columns of “Solved”."
    assert "Add a row to a spreadsheet: Column, Wish" in shown(as_owner, collecting)
    removed = told(then="remove:columns:append_row:row:0")
    assert removed == "Removed the column “Column” from “Solved”."
    gone = told(then="remove:effects:append_row")
    assert gone == "Removed the action “Add a row to a spreadsheet” from “Solved”."


def test_another_action_in_the_same_step_is_told_in_words(as_owner: Client, flow: Flow) -> None:
    save(as_owner, flow, "hours", **{"options-more-leads": "new:do"})
    made = step_now(flow, "hours").exits["more"]
    save(as_owner, flow, made, kind="append_row", title="Note it")
    assert draft_of(flow).change.endswith("“Note it” now does: Add a row to a spreadsheet.")
    save(as_owner, flow, made, then="add:columns:ticket:row")
    assert [each.name for each in step_now(flow, made).effect.arguments["row"].columns] == [
        "Column"
    ]


def test_undo_takes_the_column_away_and_redo_brings_it_back(
    as_owner: Client, collecting: Flow
) -> None:
    save(as_owner, collecting, "solved", then="add:columns:append_row:row")
    for gesture, count in (("undo", 0), ("redo", 1)):
        sent = {"base": draft_of(collecting).number, "gesture": gesture}
        as_owner.post(address("gesture", collecting.pk), sent)
        assert len(columns(collecting)) == count


def test_a_column_without_a_name_is_refused_with_what_was_typed(
    as_owner: Client, collecting: Flow
) -> None:
    save(as_owner, collecting, "solved", then="add:columns:append_row:row")
    place = "effects-append_row-row-0"
    typed = {f"{place}-name": " ", f"{place}-text-en": "Typed for nothing?"}
    answer = save(as_owner, collecting, "solved", **typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give the column a name." in page
    assert "Typed for nothing?" in page
    too_long = save(as_owner, collecting, "solved", **{f"{place}-name": "x" * 61})
    assert too_long.status_code == 422


def test_a_text_in_a_column_is_asked_once_and_keeps_the_languages_it_has(
    as_owner: Client, collecting: Flow
) -> None:
    save(as_owner, collecting, "solved", then="add:columns:append_row:row")
    place = "effects-append_row-row-0-text"
    assert f"{place}-cs" not in shown(as_owner, collecting)
    end = step_now(collecting, "solved")
    column = Column(name="Note", text={"en": "Hello", "cs": "Ahoj", "de": "Hallo"})
    arguments = {**end.effects[0].arguments, "row": Given(columns=(column,))}
    call = end.effects[0].model_copy(update={"arguments": arguments})
    document = change(newest(collecting), "solved", effects=(call,))
    save_edit(collecting, draft_of(collecting).number, document, "Imported", None)
    save(as_owner, collecting, "solved", **{f"{place}-cs": "Nazdar"})
    assert columns(collecting)[0].text == {"en": "Hello", "cs": "Nazdar", "de": "Hallo"}


def test_what_several_steps_ask_under_one_name_is_offered_once(
    as_owner: Client, flow: Flow
) -> None:
    document = newest(flow)
    for label in ("Your wish", "Anything to add?"):
        document, step = add(document, "ask", ("hours", "thanks"))
        document = change_field(document, step, "field", label={"en": label}, name="message")
    save_edit(flow, 1, document, "Asked twice", None)
    facts = {
        path: label
        for _group, fitting in workpiece_of(flow).bench().fact_choices()
        for path, label in fitting
    }
    assert set(facts["answer.message"].split(" / ")) == {"Your wish", "Anything to add?"}


def test_an_odd_name_is_made_one_line(as_owner: Client, collecting: Flow) -> None:
    save(as_owner, collecting, "solved", then="add:columns:append_row:row")
    save(as_owner, collecting, "solved", **{"effects-append_row-row-0-name": "Two\r\nlines/here"})
    assert [each.name for each in columns(collecting)] == ["Two lines/here"]


@pytest.mark.parametrize(
    "then",
    [
        "add:columns:gone:row",
        "add:columns",
        "remove:columns:append_row:row:9",
        "remove:columns:append_row:row",
        "up:columns:append_row:row:x",
        "down:columns:gone:row:0",
    ],
)
def test_a_button_that_fits_nothing_changes_nothing(
    then: str, as_owner: Client, collecting: Flow
) -> None:
    before = newest(collecting)
    assert save(as_owner, collecting, "solved", then=then).status_code in {302, 422}
    assert newest(collecting) == before


def test_one_value_where_columns_belong_is_shown_as_the_only_column(
    as_owner: Client, collecting: Flow
) -> None:
    end = step_now(collecting, "solved")
    assert isinstance(end, End)
    arguments = {**end.effects[0].arguments, "row": Given(fact="answer.hours")}
    call = end.effects[0].model_copy(update={"arguments": arguments})
    document = change(newest(collecting), "solved", effects=(call,))
    save_edit(collecting, draft_of(collecting).number, document, "Older", None)
    save(as_owner, collecting, "solved")
    assert columns(collecting) == (Column(name="Row", fact="answer.hours"),)


def test_columns_stay_when_nothing_is_touched(as_owner: Client, collecting: Flow) -> None:
    save(as_owner, collecting, "solved", then="add:columns:append_row:row")
    before = draft_of(collecting).number
    save(as_owner, collecting, "solved")
    assert draft_of(collecting).number == before
