"""The help page without any script: one form after another, and nothing kept in the browser."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from flows import runtime
from flows.models import Session
from integrations.models import Delivery
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.page.forms_in import Page, Shopper
from tests.flows.runtime.steps import mailed_code


def _sessions(shop: Shop) -> int:
    with within(shop):
        return Session.objects.count()


def test_looking_starts_no_session(shopper: Shopper, demo: Shop) -> None:
    page = shopper.looks()

    assert page.status == 200
    assert "Which order?" in page.html
    assert page.token == ""
    assert _sessions(demo) == 0


def test_the_first_post_starts_the_session(found: Page, demo: Shop) -> None:
    assert found.status == 200
    assert found.token
    assert ">Order 1001 is processing.</h1>" in found.html
    assert _sessions(demo) == 1


def test_the_first_form_sent_twice_starts_one_session(shopper: Shopper, demo: Shop) -> None:
    first = shopper.looks()

    one = shopper.sends(first, a_number="1001", a_email="jane@example.com")
    two = shopper.sends(first, a_number="1001", a_email="jane@example.com")

    assert one.token == two.token
    assert _sessions(demo) == 1


def test_a_whole_passage_ends_in_one_cancellation(
    shopper: Shopper, found: Page, demo: Shop
) -> None:
    page = shopper.sends(found, option="yes")
    shopper.sends(found, option="yes")
    with within(demo):
        code = mailed_code(runtime.find(page.token, demo))
    waiting = shopper.sends(page, a_code=code.lower())
    shopper.sends(page, a_code=code.lower())

    assert 'autocomplete="one-time-code"' in page.html
    assert "Accepted, it starts in a moment" in waiting.html
    assert 'value="show">Check again' in waiting.html
    with within(demo):
        assert Delivery.objects.filter(kind="send_email").count() == 1
        assert Delivery.objects.filter(kind="cancel_order").count() == 1


def test_a_wrong_code_is_told_beside_its_field(shopper: Shopper, found: Page) -> None:
    page = shopper.sends(shopper.sends(found, option="yes"), a_code="22222222")

    assert page.status == 422
    assert 'id="id_a-code_error"' in page.html


def test_another_code_too_soon_is_429_with_a_time(shopper: Shopper, found: Page) -> None:
    page = shopper.sends(found, option="yes")

    response = shopper.client.post("/help/anna/", page.hidden["go"] | {"option": "resend"})

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "60"
    assert "Wait a minute" in response.content.decode()


def test_what_was_typed_is_kept_beside_what_is_wrong(shopper: Shopper) -> None:
    page = shopper.sends(shopper.looks(), a_number="1001", a_email="no address")

    assert page.status == 422
    assert 'value="1001"' in page.html
    assert 'value="no address"' in page.html
    assert 'aria-describedby="id_a-email_helptext id_a-email_error"' in page.html
    assert 'href="#id_a-email"' in page.html


def test_back_opens_the_last_answer_with_what_was_typed(shopper: Shopper, found: Page) -> None:
    page = shopper.sends(found, "go", do="back")

    assert "Which order?" in page.html
    assert 'value="1001"' in page.html


def test_an_earlier_answer_can_be_changed_from_the_transcript(
    shopper: Shopper, found: Page
) -> None:
    assert '<button class="quiet" form="go" name="to" value="which">' in found.html

    page = shopper.sends(found, "go", to="which")

    assert "Which order?" in page.html


def test_starting_over_keeps_the_conversation(shopper: Shopper, found: Page, demo: Shop) -> None:
    page = shopper.sends(found, "go", do="again")

    assert page.token == found.token
    assert "Which order?" in page.html
    assert _sessions(demo) == 1


def test_a_person_is_one_click_away_before_anything_was_typed(shopper: Shopper) -> None:
    first = shopper.looks()
    assert 'name="option" value="person"' in first.html
    page = shopper.sends(first, "go", option="person")

    assert page.status == 200
    assert "A person will write to you." in page.html
    assert "A person takes it from here" in page.html


def test_a_reload_of_the_answer_shows_the_same_step(shopper: Shopper, found: Page) -> None:
    one = shopper.sends(found, "go", do="back")
    two = shopper.sends(found, "go", do="back")

    assert one.status == two.status == 200
    assert "Which order?" in two.html


def test_an_answer_to_a_step_that_is_not_there_is_explained(shopper: Shopper, found: Page) -> None:
    found.hidden["answer"]["step"] = "nowhere"

    page = shopper.sends(found, option="yes")

    assert page.status == 409
    assert 'role="alert">That question is no longer open.' in page.html
    assert "Cancel it?" in page.html


def test_a_forgotten_token_begins_anew_with_a_sentence(shopper: Shopper, found: Page) -> None:
    found.hidden["answer"]["token"] = "somebody-elses"

    page = shopper.sends(found, option="yes")

    assert page.status == 404
    assert "This conversation is not known" in page.html
    assert page.token == ""


def test_another_shops_token_is_not_known_here(
    found: Page, shopper: Shopper, other_shop: Shop, demo: Shop
) -> None:
    page = Shopper(Client(), "/help/otto/").sends(found, "go", do="show")

    assert page.status == 404
    assert "1001" not in page.html


def test_no_cookie_is_ever_set_and_nothing_is_stored_on_the_way(
    shopper: Shopper, found: Page
) -> None:
    got = shopper.client.get("/help/anna/?lang=cs")
    posted = shopper.client.post("/help/anna/", found.hidden["go"] | {"speak": "es", "do": "show"})

    for response in (got, posted):
        assert not response.cookies
        assert "Cookie" not in response.headers["Vary"]
        assert response.headers["Cache-Control"] == "private, no-store"
        assert response.headers["Referrer-Policy"] == "no-referrer"


def test_only_the_shop_may_frame_the_page(shopper: Shopper) -> None:
    headers = shopper.client.get("/help/anna/").headers

    assert (
        "frame-ancestors 'self' https://anna.example;" in headers["Content-Security-Policy"] + ";"
    )
    assert "X-Frame-Options" not in headers
    assert "unsafe" not in headers["Content-Security-Policy"]


def test_the_token_stands_in_no_address(shopper: Shopper, found: Page) -> None:
    assert not re.search(rf'(href|action|src)="[^"]*{re.escape(found.token)}', found.html)


@pytest.mark.parametrize(
    ("language", "word"),
    [("en", "Talk to a person"), ("cs", "Mluvit s člověkem"), ("es", "Hablar")],
)
def test_the_page_speaks_the_languages_of_the_shop(
    shopper: Shopper, language: str, word: str
) -> None:
    page = shopper.looks(f"?lang={language}")

    assert word in page.html
    assert f'<html lang="{language}">' in page.html


def test_the_browsers_language_counts_when_nothing_was_chosen(shopper: Shopper) -> None:
    response = shopper.client.get("/help/anna/", headers={"Accept-Language": "de, es;q=0.8"})

    assert response.headers["Content-Language"] == "es"


def test_the_language_changes_in_the_middle_and_stays(shopper: Shopper, found: Page) -> None:
    page = shopper.sends(found, "go", speak="cs")
    then = shopper.sends(page, "go", do="back")

    assert page.status == 200
    assert page.hidden["go"]["step"] == found.hidden["go"]["step"]
    assert "Mluvit s člověkem" in page.html
    assert "Mluvit s člověkem" in then.html


@pytest.mark.parametrize("path", ["/help/nobody/", "/help/anna/nothing/"])
def test_an_unknown_shop_or_flow_is_a_friendly_404(shopper: Shopper, path: str) -> None:
    response = shopper.client.get(path)

    assert response.status_code == 404
    assert "<h1>" in response.content.decode()
    assert not response.cookies


def test_the_privacy_page_names_the_shop_and_how_to_reach_it(shopper: Shopper) -> None:
    page = shopper.client.get("/help/anna/privacy/").content.decode()

    assert "Anna&#x27;s Shop decides what happens" in page
    assert "help@anna.example" in page
    assert 'href="/help/anna/privacy/?lang=en"' in shopper.looks().html


def test_what_a_shopper_types_is_never_markup(shopper: Shopper) -> None:
    page = shopper.sends(shopper.looks(), a_number="<script>x</script>", a_email="<b>@x")

    assert "<script>x" not in page.html
    assert "<b>@" not in page.html
