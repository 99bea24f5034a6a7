"""Edits of a document: what each gesture in the builder does, and what it refuses."""

from __future__ import annotations

import pytest

from flows.engine import edits
from flows.engine.document import Choose, Document, load
from flows.engine.edits import EditRefused


@pytest.fixture
def document() -> Document:
    return edits.blank({"en": "Help", "cs": "Pomoc"}, ("en", "cs"))


def test_a_new_step_is_put_between_an_exit_and_its_old_target(document: Document) -> None:
    new, step_id = edits.add(document, "choose", after=("say", "next"))
    assert step_id == "choose"
    assert new.steps["say"].exits == {"next": "choose"}
    assert new.steps["choose"].exits == {"option": "end"}
    assert edits.add(new, "choose")[1] == "choose-2"
    assert "choose" not in document.steps


@pytest.mark.parametrize(
    "kind", ["say", "choose", "ask", "look_up", "prove", "check", "do", "go_to", "end"]
)
def test_every_kind_can_be_added_and_removed_again(document: Document, kind: str) -> None:
    new, step_id = edits.add(document, kind, after=("say", "next"))
    assert load(new.model_dump(by_alias=True)) == new
    if kind != "end":
        assert edits.remove(new, step_id) == document


def test_a_failure_of_a_new_step_leads_to_the_person(document: Document) -> None:
    new, step_id = edits.add(document, "look_up", after=("say", "next"))
    assert new.steps[step_id].exits == {"found": "end", "missing": "person", "failed": "person"}


def test_all_references_follow_a_new_id(document: Document) -> None:
    new, _id = edits.add(document, "choose", after=("say", "next"))
    new = edits.set_start(edits.set_text(new, "end", "en", "You chose {answer.choose}."), "choose")
    renamed = edits.rename(new, "choose", "first-question")
    assert renamed.start == "first-question"
    assert renamed.steps["say"].exits == {"next": "first-question"}
    assert renamed.steps["end"].text["en"] == "You chose {answer.first_question}."
    assert edits.rename(renamed, "first-question", "choose") == new


def test_an_option_keeps_its_exit_under_a_new_id(document: Document) -> None:
    new, _id = edits.add(document, "choose", after=("say", "next"))
    new = edits.change_option(new, "choose", "option", id="cancel", label={"en": "Cancel"})
    assert new.steps["choose"].exits == {"cancel": "end"}
    new = edits.move_option(new, "choose", "cancel", 9)
    step = new.steps["choose"]
    assert isinstance(step, Choose)
    assert [each.id for each in step.options] == ["option-2", "cancel"]
    assert edits.remove_option(new, "choose", "cancel").steps["choose"].exits == {}


def test_the_facts_follow_a_field_with_a_new_name(document: Document) -> None:
    new, _id = edits.add(document, "ask", after=("say", "next"))
    new = edits.set_text(new, "end", "en", "Thank you, {answer.field}.")
    new = edits.change_field(new, "ask", "field", name="first-name")
    assert new.steps["end"].text["en"] == "Thank you, {answer.first_name}."


def test_rules_have_exits(document: Document) -> None:
    new, _id = edits.add(document, "check", after=("say", "next"))
    new, rule = edits.add_rule(new, "check", when=({"fact": "shop.open", "operator": "known"},))
    new = edits.connect(new, "check", rule, "person")
    assert new.steps["check"].exits == {"rule": "person", "otherwise": "end"}
    assert edits.remove_rule(new, "check", rule).steps["check"].exits == {"otherwise": "end"}


def test_a_rule_gains_and_loses_conditions(document: Document) -> None:
    new, _id = edits.add(document, "check", after=("say", "next"))
    new, rule = edits.add_rule(new, "check")
    one = edits.add_condition(new, "check", rule)
    two = edits.add_condition(one, "check", rule)
    assert edits.remove_condition(two, "check", rule, 0) == one
    assert edits.remove_condition(one, "check", rule, 0) == new
    assert edits.remove_condition(one, "check", rule, 5) == one


def test_an_end_gains_and_loses_effects(document: Document) -> None:
    one, first = edits.add_effect(document, "end", "send_email")
    two, second = edits.add_effect(one, "end", "send_email")
    assert (first, second) == ("send_email", "send_email-2")
    assert edits.remove_effect(two, "end", second) == one
    assert edits.remove_effect(one, "end", first) == document


def test_a_step_moves_to_another_exit_and_its_gap_closes(document: Document) -> None:
    new, _id = edits.add(document, "ask", after=("say", "next"))
    new, _id = edits.add(new, "say", after=("ask", "next"))
    moved = edits.move(new, "ask", after=("say-2", "next"))
    assert moved.steps["say"].exits == {"next": "say-2"}
    assert moved.steps["say-2"].exits == {"next": "ask"}
    assert moved.steps["ask"].exits == {"next": "end"}
    assert edits.move(moved, "ask", after=("say", "next")) == new


def test_a_branch_is_copied_as_far_as_only_it_leads(document: Document) -> None:
    new, _id = edits.add(document, "choose", after=("say", "next"))
    new, _id = edits.add(new, "say", after=("choose", "option-2"))
    new = edits.connect(edits.add(new, "ask", after=("say-2", "next"))[0], "ask", "next", "end")
    copied, copy = edits.duplicate_branch(new, "say-2")
    assert copy == "say-3"
    assert copied.steps["say-3"].exits == {"next": "ask-2"}
    assert copied.steps["ask-2"].exits == {"next": "end"}
    assert edits.remove_branch(copied, "say-3") == new


def test_a_translation_goes_out_and_comes_back(document: Document) -> None:
    new, _id = edits.add(document, "ask", after=("say", "next"))
    english = edits.texts(new, "en")
    assert english["title"] == "Help"
    assert "steps/ask/fields/field/label" in english
    spanish = edits.translate(new, "es", {path: f"es {path}" for path in english})
    assert spanish.languages == ("en", "cs", "es")
    assert edits.texts(spanish, "es")["steps/say/text"] == "es steps/say/text"
    assert edits.texts(edits.remove_language(spanish, "es"), "en") == english


@pytest.mark.parametrize(
    ("edit", "word"),
    [
        (lambda d: edits.add(d, "dance"), "kind"),
        (lambda d: edits.add(d, "say", after=("end", "next")), "no exit"),
        (lambda d: edits.change(d, "nowhere", title="x"), "no step"),
        (lambda d: edits.change(d, "say", colour="red"), "colour"),
        (lambda d: edits.change(d, "say", kind="end"), "kind"),
        (lambda d: edits.set_text(d, "say", "de", "Hallo"), "language"),
        (lambda d: edits.connect(d, "say", "next", "nowhere"), "no step"),
        (lambda d: edits.rename(d, "say", "end"), "already"),
        (lambda d: edits.rename(d, "say", "Große Frage"), "id"),
        (lambda d: edits.remove(d, "person"), "person"),
        (lambda d: edits.move(d, "say", after=("say", "next")), "itself"),
        (lambda d: edits.add_option(d, "say"), "options"),
        (lambda d: edits.add_effect(d, "say", "send_email"), "actions"),
        (lambda d: edits.remove_effect(d, "end", "gone"), "no “gone”"),
        (lambda d: edits.translate(d, "de", {"steps/nowhere/text": "x"}), "no text"),
        (lambda d: edits.add_language(d, "German"), "language"),
    ],
)
def test_nonsense_is_refused_in_a_sentence(document: Document, edit, word: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(EditRefused, match=word):
        edit(document)


def test_a_refusal_is_translated_before_its_params_go_in(document: Document) -> None:
    czech = {"There is no step “{step}”. Reload the page and try again.": "Krok {step} tu není."}
    with pytest.raises(EditRefused) as raised:
        edits.remove(document, "nowhere")
    assert raised.value.code == "no_step"
    assert raised.value.told(czech.__getitem__) == "Krok nowhere tu není."
