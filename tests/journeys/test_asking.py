"""A shopper describes in her own words what it is about."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.installation import Installation
from tests.journeys.moves import ask, opened_bubble, questions_taken, said

NOTICE = "An automatic system suggests a topic"
NONSENSE = "xyzzy plugh"


@pytest.fixture(scope="module")
def _trained(installation: Installation) -> None:
    questions_taken(installation)


@pytest.fixture
def asking(phone: Page, _trained: None) -> Page:
    return phone


@pytest.mark.parametrize(
    ("language", "question", "heading"),
    [
        ("en", "My cup arrived broken", "Which order is it about?"),
        ("cs", "Chci zrušit objednávku", "Kterou objednávku chcete zrušit?"),
        ("es", "Quiero anular mi pedido", "¿Qué pedido quiere cancelar?"),
    ],
)
def test_a_question_in_each_language_opens_its_flow(
    asking: Page, installation: Installation, language: str, question: str, heading: str
) -> None:
    asking.goto(f"{installation.address}/help/demo/?lang={language}")
    ask(asking, question)
    expect(asking.get_by_role("heading", name=heading)).to_be_focused()
    expect(asking.locator(".asked-for")).to_contain_text(question)
    expect(asking.locator(".understood q").first).to_be_visible()


def test_the_notice_stands_by_the_box_until_the_first_question(
    asking: Page, installation: Installation
) -> None:
    bubble = opened_bubble(asking, installation)
    expect(said(bubble, NOTICE)).to_be_visible()
    expect(bubble.get_by_label("in your own words")).to_have_accessible_description(
        NOTICE + " from your words; a person is one click away."
    )
    ask(bubble, "Where is my parcel?")
    expect(bubble.locator(".understood")).to_contain_text("Where is my order")
    expect(said(bubble, NOTICE)).to_have_count(0)
    bubble.get_by_role("button", name="Start over").click()
    expect(bubble.get_by_label("in your own words")).to_be_visible()
    expect(said(bubble, NOTICE)).to_have_count(0)


def test_not_what_i_meant_leads_to_choices_and_none_of_these_to_all_topics_and_a_person(
    asking: Page, installation: Installation
) -> None:
    bubble = opened_bubble(asking, installation)
    ask(bubble, "My cup arrived broken")
    bubble.get_by_role("button", name="That is not what I meant").click()
    expect(bubble.get_by_role("heading", name="Did you mean")).to_be_visible()
    bubble.get_by_role("button", name="None of these").click()
    # A choice can be offered among the topics too: a press before the answer is here does nothing.
    expect(bubble.get_by_role("heading", name="Did you mean")).to_have_count(0)
    expect(bubble.get_by_role("button", name="Cancel an order")).to_be_visible()
    bubble.get_by_role("button", name="Talk to a person").click()
    expect(bubble.get_by_role("heading", name="Write to our team")).to_be_visible()


def test_an_unknown_question_gets_a_person_first(asking: Page, installation: Installation) -> None:
    bubble = opened_bubble(asking, installation)
    ask(bubble, NONSENSE)
    expect(bubble.locator(".asked-for")).to_contain_text(NONSENSE)
    expect(bubble.locator("main").get_by_role("button").first).to_have_text("Talk to a person")
    bubble.get_by_role("button", name="Talk to a person").click()
    expect(bubble.get_by_role("heading", name="Write to our team")).to_be_visible()


def test_what_is_typed_and_not_sent_stays(asking: Page, installation: Installation) -> None:
    asking.goto(f"{installation.address}/help/demo/?lang=en")
    asking.locator("#question").fill("My cup")
    asking.get_by_role("link", name="Česky").click()
    expect(said(asking, "Zrušit objednávku")).to_be_visible()
    expect(asking.locator("#question")).to_have_value("My cup")
    asking.get_by_role("button", name="Zrušit objednávku").click()
    expect(asking.get_by_label("Číslo objednávky")).to_be_visible()
    expect(asking.locator("#question")).to_have_value("My cup")
    asking.context.set_offline(True)
    asking.locator("#question").press("Enter")
    expect(asking.locator("#lost")).to_be_visible()
    expect(asking.locator("#question")).to_have_value("My cup")


def test_without_a_script_a_question_is_a_form_like_any_other(
    scriptless: Page, _trained: None, installation: Installation
) -> None:
    page = scriptless
    page.goto(f"{installation.address}/help/demo/")
    page.get_by_role("button", name="Send").click()
    expect(said(page, "Write your question first.")).to_be_visible()
    page.locator("#question").fill("My cup arrived broken")
    page.get_by_role("button", name="Send").click()
    expect(page.get_by_role("heading", name="Which order is it about?")).to_be_visible()
    said(page, "Say it in other words").click()
    page.locator("#question").fill("Where is my parcel?")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.locator(".understood")).to_contain_text("Where is my order")
    assert page.context.cookies() == []
