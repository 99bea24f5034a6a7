"""Without a script: take the conversation along, see what is held about it, erase it."""

from __future__ import annotations

import json
import re
from html import unescape

import pytest
from django.test import Client

from flows import runtime
from flows.models import ResumeLink, Session
from integrations.models import Delivery
from selfservice import clock
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.page.forms_in import Page, Shopper
from tests.flows.runtime.steps import mailed_code

LINK = re.compile(r'value="http[^"]+(/help/r/[\w-]+/)"')


@pytest.fixture
def link(shopper: Shopper, found: Page) -> str:
    """The path of a link to the conversation that `found` shows."""
    shown = LINK.search(shopper.sends(found, "go", do="link").html)
    assert shown
    return shown[1]


@pytest.fixture
def phone(demo: Shop, link: str) -> Shopper:
    return Shopper(Client(enforce_csrf_checks=True), link)


def test_every_screen_leads_there_once_there_is_a_conversation(
    shopper: Shopper, found: Page
) -> None:
    for wanted in ('value="link"', 'value="data"'):
        assert wanted in found.html
        assert wanted not in shopper.looks().html


def test_a_link_shows_shop_language_and_one_button_and_changes_nothing(
    phone: Shopper, found: Page, shopper: Shopper
) -> None:
    for _look in range(2):
        page = phone.looks()
    assert page.status == 200
    assert page.html.count("<button") == 1 + page.html.count("data-close")
    assert "Anna&#x27;s Shop" in page.html
    assert "English" in page.html
    assert found.token not in page.html
    assert shopper.sends(found, "go", do="show").status == 200


def test_the_button_goes_on_here_and_a_reload_is_harmless(
    phone: Shopper, found: Page, shopper: Shopper
) -> None:
    offered = phone.looks()
    moved = [phone.sends(offered) for _reload in range(2)]
    assert [page.status for page in moved] == [200, 200]
    assert moved[0].token == moved[1].token != found.token
    assert "Cancel it?" in moved[1].html
    assert 'action="/help/anna/"' in moved[0].html
    left = shopper.sends(found, "go", do="show")
    assert left.status == 410
    assert "goes on on another device" in left.html
    assert left.token == ""


def test_what_was_proven_is_proven_again_with_a_code_sent_at_once(
    shopper: Shopper, found: Page, demo: Shop
) -> None:
    proving = shopper.sends(found, option="yes")
    with within(demo):
        code = mailed_code(runtime.find(found.token))
    proven = shopper.sends(proving, a_code=code)
    again = shopper.sends(proven, "go", do="again")
    asked = shopper.sends(again, a_number="1014", a_email="jane@example.com")
    shown = LINK.search(shopper.sends(asked, "go", do="link").html)
    assert shown
    phone = Shopper(Client(), shown[1])
    moved = phone.sends(phone.looks())
    phone.path = "/help/anna/"
    page = phone.sends(moved, option="yes")
    assert "We sent a code to" in page.html
    with within(demo):
        assert mailed_code(runtime.find(moved.token)) != code


def test_a_used_and_an_unknown_link_answer_alike(phone: Shopper, demo: Shop) -> None:
    phone.sends(phone.looks())
    used = phone.client.get(phone.path)
    unknown = [phone.client.get(f"/help/r/{'x' * 22}/"), phone.client.get("/help/r/é 5/")]
    for answered in unknown:
        assert (answered.status_code, answered.content) == (404, used.content)
    again = phone.client.post(phone.path, {"key": "another"})
    assert (again.status_code, again.content) == (404, used.content)


def test_an_expired_link_says_so_and_leads_to_the_beginning(phone: Shopper, demo: Shop) -> None:
    with within(demo):
        ResumeLink.objects.update(expires=clock.now())
    for answered in (phone.client.get(phone.path), phone.client.post(phone.path)):
        assert answered.status_code == 410
        assert 'href="/help/anna/' in answered.content.decode()


def test_its_pages_are_kept_by_nobody_and_set_no_cookie(phone: Shopper) -> None:
    offered = phone.looks()
    for answered in (
        phone.client.get(phone.path),
        phone.client.post(phone.path, offered.hidden["answer"]),
        phone.client.get(phone.path),
    ):
        assert answered.headers["Cache-Control"] == "private, no-store"
        assert answered.headers["Referrer-Policy"] == "no-referrer"
        assert "noindex" in answered.headers["X-Robots-Tag"]
        assert "frame-ancestors 'none'" in answered.headers["Content-Security-Policy"]
        assert not answered.cookies


def test_the_sixth_link_of_a_day_is_429(shopper: Shopper, found: Page) -> None:
    sent = [shopper.sends(found, "go", do="link", key=str(each)) for each in range(6)]
    assert [page.status for page in sent] == [200] * 5 + [429]
    assert "Five links were made today" in sent[5].html
    again = shopper.sends(found, "go", do="link", key="4")
    assert LINK.findall(again.html) == LINK.findall(sent[4].html)


def test_a_link_is_mailed(shopper: Shopper, found: Page, demo: Shop) -> None:
    page = shopper.sends(found, "go", do="link")
    wrong = shopper.sends(page, "mail", email="jana")
    assert wrong.status == 422
    assert 'value="jana"' in wrong.html
    sent = shopper.sends(wrong, "mail", email="jana@shop.example")
    assert "on its way to your mailbox" in sent.html
    with within(demo):
        assert Delivery.objects.get(effect__startswith="link-").arguments["to"] == (
            "jana@shop.example"
        )


def test_the_data_is_shown_and_saved_as_a_file(shopper: Shopper, found: Page) -> None:
    page = shopper.sends(found, "go", do="data")
    assert "1001, jane@example.com" in page.html
    assert "To answer you and to do what you asked for" in page.html
    saved = shopper.client.post(shopper.path, page.hidden["file"] | {"do": "file"})
    assert saved.headers["Content-Disposition"] == 'attachment; filename="my-data.json"'
    parts = {each["what"]: each for each in json.loads(saved.content)["data"]}
    assert parts["answers"]["items"][0]["value"] == "1001, jane@example.com"


def test_erasing_asks_first_and_tells_what_stays(shopper: Shopper, found: Page, demo: Shop) -> None:
    asks = shopper.sends(shopper.sends(found, "go", do="data"), "go", do="erase")
    assert "Erase this conversation?" in asks.html
    with within(demo):
        assert Session.objects.exists()
    done = shopper.sends(asks, do="erased")
    assert done.status == 200
    assert done.token == ""
    with within(demo):
        assert not Session.objects.exists()


def test_what_was_erased_is_told_again_without_a_fault_and_leads_to_a_fresh_start(
    shopper: Shopper, found: Page, demo: Shop
) -> None:
    asks = shopper.sends(found, "go", do="erase")
    shopper.sends(asks, do="erased")
    again = shopper.sends(asks, do="erased")
    assert (again.status, again.token) == (200, "")
    assert "Your data is erased" in again.html
    assert f'<a class="way" href="{shopper.path}?lang=en">' in again.html
    with within(demo):
        assert not Session.objects.exists()
    other_tab = shopper.sends(found, "go", do="show")
    assert (other_tab.status, other_tab.token) == (404, "")
    assert "it is over or erased" in other_tab.html


def test_what_is_under_way_is_said_and_nothing_goes(
    shopper: Shopper, found: Page, demo: Shop
) -> None:
    person = shopper.sends(found, "go", option="person")
    refused = shopper.sends(person, "go", do="erased")
    assert refused.status == 409
    assert "still under way: Open a ticket" in unescape(refused.html)
    with within(demo):
        assert Session.objects.exists()


@pytest.mark.parametrize("verb", ["link", "mail_link", "data", "file", "erase", "erased"])
@pytest.mark.parametrize("token", ["", "nobody", "x" * 5_000])
def test_nobodys_token_begins_anew(shopper: Shopper, demo: Shop, verb: str, token: str) -> None:
    page = shopper.sends(shopper.looks(), "go", do=verb, token=token, email="a@b.cz")
    if verb == "erased" and token:
        assert "Your data is erased" in page.html
    else:
        assert page.status == 404
        assert "This conversation is not known" in page.html
    with within(demo):
        assert not Session.objects.exists()


def test_a_neighbouring_shop_opens_nothing(shopper: Shopper, found: Page, other_shop: Shop) -> None:
    answered = shopper.client.post("/help/otto/", found.hidden["go"] | {"do": "data"})
    assert answered.status_code == 404
    assert "jane@example.com" not in answered.content.decode()
