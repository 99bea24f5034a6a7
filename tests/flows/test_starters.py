"""The ready-made flows are whole: no fault, every language, every exit leads somewhere good."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings

from classifier.masking import cleaned
from classifier.phrases import refusal, tidied
from flows.engine.document import End, Outcome
from flows.engine.facts import MISSING, look
from flows.engine.position import Awaits
from flows.engine.problems import Vocabulary, problems
from flows.engine.texts import placeholders
from flows.engine.wording import wordings
from flows.ready_made import Starter, available
from flows.vocabulary import vocabulary
from integrations.effects import EFFECTS
from selfservice.tenancy.models import Shop
from tests.flows.starter_walk import DOCUMENTS, Branch, explore

LANGUAGES = {"en", "cs", "es"}
BACKGROUND = Path(settings.BASE_DIR) / "classifier" / "background"

each_starter = pytest.mark.parametrize("starter", available(), ids=lambda each: each.key)


@pytest.fixture(scope="module")
def branches() -> list[tuple[Branch, str, Branch]]:
    """From the home flow into all the others."""
    return list(explore("home"))


@each_starter
def test_a_starter_has_no_problem(starter: Starter, in_shop: Shop) -> None:
    known = vocabulary()
    rules = Vocabulary(known.effects, known.lookups, frozenset(DOCUMENTS))
    assert problems(starter.document, rules) == []


@each_starter
def test_a_starter_speaks_every_language_throughout(starter: Starter) -> None:
    assert set(starter.title) == set(starter.document.languages) == LANGUAGES
    for each in wordings(starter.document):
        assert not each.text or set(each.text) == LANGUAGES, each.path


@each_starter
def test_the_languages_of_a_text_name_the_same_facts(starter: Starter) -> None:
    for each in wordings(starter.document):
        named = {frozenset(placeholders({"en": text})) for text in each.text.values()}
        assert len(named) <= 1, each.path


@each_starter
def test_a_starter_brings_enough_phrases(starter: Starter) -> None:
    assert set(starter.phrases) == LANGUAGES
    assert all(len(lines) >= 15 for lines in starter.phrases.values())


@each_starter
def test_no_phrase_of_a_starter_is_refused_or_changed(starter: Starter) -> None:
    for text in (line for lines in starter.phrases.values() for line in lines):
        assert (refusal(text), tidied(text), cleaned(text)) == ("", text, text)


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_no_phrase_belongs_to_two_flows_or_to_none(language: str) -> None:
    lines = (BACKGROUND / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    of_flows = [line for each in available() for line in each.phrases[language]]
    times = Counter(line.casefold().strip() for line in [*lines, *of_flows])
    assert len(lines) >= 150
    assert [line for line, count in times.items() if count > 1 or not line] == []


def test_every_exit_is_taken(branches: list[tuple[Branch, str, Branch]]) -> None:
    taken = {
        (each.key.flow, each.key.step, each.exit)
        for _before, _move, after in branches
        for each in after.position.path
    }
    exits = {
        (flow, step_id, exit_id)
        for flow, document in DOCUMENTS.items()
        for step_id, step in document.steps.items()
        for exit_id in step.exit_ids()
    }
    assert exits - taken == set()


def test_no_text_has_a_gap(branches: list[tuple[Branch, str, Branch]]) -> None:
    for _before, _move, after in branches:
        at = after.position
        gaps = [path for path in placeholders(at.step.text) if look(at.facts, path) is MISSING]
        assert not gaps, (at.key, after.order)


def test_every_effect_has_what_it_needs(branches: list[tuple[Branch, str, Branch]]) -> None:
    for _before, _move, after in branches:
        for due in after.position.effects:
            given = {name for name, value in due.arguments.items() if value not in (None, "")}
            assert given >= set(EFFECTS[due.kind].required), due
            assert not EFFECTS[due.kind].changes or due.subject, due


def test_handing_over_always_opens_a_ticket_that_can_be_answered(
    branches: list[tuple[Branch, str, Branch]],
) -> None:
    for _before, _move, after in branches:
        step = after.position.step
        if after.position.awaits is not Awaits.NOTHING:
            continue
        if isinstance(step, End) and step.outcome is Outcome.HANDED_OVER:
            tickets = [due for due in after.position.effects if due.kind == "open_ticket"]
            assert len(tickets) == 1, after.position.key
            assert tickets[0].arguments["contact"], after.position.key


def test_a_person_is_one_click_away_from_every_step(
    branches: list[tuple[Branch, str, Branch]],
) -> None:
    for _before, _move, after in branches:
        if after.position.awaits in {Awaits.SHOPPER, Awaits.PROOF}:
            person = after.after("person").position
            assert person.key.step == DOCUMENTS[person.key.flow].person
            assert person.awaits is Awaits.SHOPPER


def test_every_change_was_confirmed_by_the_shopper(
    branches: list[tuple[Branch, str, Branch]],
) -> None:
    for _before, _move, after in branches:
        if after.position.awaits is Awaits.EFFECT:
            last = [each for each in after.position.path if each.answer is not None][-1]
            assert last.exit == "confirm", after.position.key
