"""Photos on the help page without any script: kept before anything else in the form is judged."""

from __future__ import annotations

import re
from typing import Any

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from flows import runtime
from flows.runtime import attaching
from selfservice.clock import now
from selfservice.files.models import File
from selfservice.files.taking import LARGEST
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.cancelling import publish, text
from tests.flows.page.forms_in import Page, Shopper
from tests.selfservice.files.samples import HTML, photo

BROKEN: dict[str, Any] = {
    "schema": 1,
    "title": text("Something is broken"),
    "languages": ["en"],
    "start": "tell",
    "person": "human",
    "steps": {
        "tell": {
            "kind": "ask",
            "text": text("What is broken?"),
            "fields": [
                {
                    "name": "email",
                    "type": "email",
                    "label": text("E-mail"),
                    "purpose": text("To answer"),
                },
                {
                    "name": "photo",
                    "type": "file",
                    "label": text("Photos"),
                    "required": False,
                    "purpose": text("To see it"),
                },
            ],
            "exits": {"next": "thanks"},
        },
        "thanks": {"kind": "end", "text": text("Thank you.")},
        "human": {"kind": "end", "outcome": "handed_over", "text": text("We write to you.")},
    },
}
ONE, TWO = photo((60, 40)), photo((40, 60))


@pytest.fixture
def shopper(shop: Shop) -> Shopper:
    with within(shop):
        publish(shop, "broken", BROKEN, home=True)
    return Shopper(Client(enforce_csrf_checks=True))


def picture(content: bytes = ONE, name: str = "cup.jpg") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "image/jpeg")


def send(shopper: Shopper, page: Page, *files: SimpleUploadedFile, **typed: Any) -> Page:
    return shopper.sends(page, **{"a_photo-new": list(files), **typed})


def listed(page: Page) -> list[str]:
    return re.findall(r'<li data-file="([0-9a-f-]+)"', page.html)


def files(shop: Shop) -> int:
    with within(shop):
        return File.objects.count()


def answered(shop: Shop, page: Page) -> dict[str, Any]:
    with within(shop):
        facts: dict[str, Any] = runtime.find(page.token, shop).position.facts["answer"]
    return facts


def test_the_form_takes_several_files_from_the_gallery_or_the_camera(shopper: Shopper) -> None:
    page = shopper.looks()
    assert 'enctype="multipart/form-data"' in page.html
    (field,) = re.findall(r'<input type="file"[^>]*>', page.html)
    assert 'accept="image/jpeg,image/png' in field
    assert " multiple" in field
    assert "capture" not in field


def test_photos_are_answers(shopper: Shopper, shop: Shop) -> None:
    page = send(shopper, shopper.looks(), picture(), picture(TWO), a_email="jane@example.com")
    assert "Thank you." in page.html
    assert len(answered(shop, page)["photo"]) == files(shop) == 2


def test_a_mistake_beside_them_does_not_lose_them(shopper: Shopper, shop: Shop) -> None:
    page = send(shopper, shopper.looks(), picture(), a_email="no address")
    assert page.status == 422
    assert '<span class="name">cup.jpg</span>' in page.html
    assert 'value="no address"' in page.html

    page = send(shopper, page, picture(TWO, "box.jpg"), a_email="jane@example.com")
    assert "Thank you." in page.html
    assert len(answered(shop, page)["photo"]) == 2


def test_asking_too_often_does_not_lose_them(shopper: Shopper, shop: Shop) -> None:
    begun = shopper.sends(shopper.looks(), "go", do="again")
    one_minute = time_machine.travel(now(), tick=False)
    with one_minute, override_settings(SESSION_REQUESTS_A_MINUTE=1):
        shopper.sends(begun, "go", do="show")
        page = send(shopper, begun, picture(), a_email="jane@example.com")
    assert page.status == 429
    assert len(listed(page)) == files(shop) == 1
    assert "Thank you." in shopper.sends(page, a_email="jane@example.com").html


def test_more_can_be_added_before_going_on(shopper: Shopper) -> None:
    page = send(shopper, shopper.looks(), picture(), do="keep", a_email="half of an addr")
    assert page.status == 200
    assert 'value="half of an addr"' in page.html
    assert 'role="alert"' not in page.html

    assert len(listed(send(shopper, page, picture(TWO), do="keep"))) == 2


def test_a_photo_can_be_taken_out_again(shopper: Shopper, shop: Shop) -> None:
    page = send(shopper, shopper.looks(), picture(), picture(TWO), do="keep")
    first, second = listed(page)

    page = shopper.sends(page, drop=first, a_email="jane@example.com")
    assert listed(page) == [second]
    assert 'value="jane@example.com"' in page.html

    shopper.sends(page, a_email="jane@example.com")
    assert answered(shop, page)["photo"] == [second]


def test_enter_in_another_field_goes_on_and_takes_nothing_out(shopper: Shopper) -> None:
    """A browser presses the first button of a form then, so that one must not be a cross."""
    page = send(shopper, shopper.looks(), picture(), do="keep")
    form = page.html.partition('id="answer"')[2]
    assert re.findall(r"<button[^>]*>", form)[0] == "<button hidden>"


def test_one_that_cannot_be_taken_is_named_and_the_others_are_kept(shopper: Shopper) -> None:
    wrong = picture(HTML, "page.html")
    page = send(shopper, shopper.looks(), wrong, picture(), a_email="jane@example.com")
    assert page.status == 422
    assert "page.html: We take photos" in page.html
    assert 'value="jane@example.com"' in page.html
    assert len(listed(page)) == 1

    assert "Thank you." in shopper.sends(page, a_email="jane@example.com").html


def test_a_file_that_is_too_large_is_413_and_keeps_the_rest(shopper: Shopper) -> None:
    large = picture(ONE + bytes(LARGEST), "large.jpg")
    page = send(shopper, shopper.looks(), large, picture(), a_email="jane@example.com")
    assert page.status == 413
    assert "large.jpg: This file is larger than 10 MB." in page.html
    assert len(listed(page)) == 1


def test_a_sixth_file_is_named_and_the_first_five_are_kept(shopper: Shopper) -> None:
    six = [picture(photo((60, 40 + each)), f"{each}.jpg") for each in range(6)]
    page = send(shopper, shopper.looks(), *six)
    assert page.status == 422
    assert "Only 5 files fit here, so this was not added: 5.jpg." in page.html
    assert len(listed(page)) == 5


def test_bodies_beyond_all_limits_are_not_even_read(shopper: Shopper, shop: Shop) -> None:
    response = shopper.client.post(
        shopper.path, b"x", "multipart/form-data; boundary=x", CONTENT_LENGTH=str(6 * LARGEST)
    )
    assert response.status_code == 413
    assert "too large to send together" in response.content.decode()
    assert files(shop) == 0


def test_a_form_sent_twice_keeps_each_photo_once(shopper: Shopper, shop: Shop) -> None:
    first = shopper.looks()
    one = send(shopper, first, picture(), a_email="jane@example.com")
    two = send(shopper, first, picture(), a_email="jane@example.com")
    assert one.token == two.token
    assert "Thank you." in two.html
    assert files(shop) == 1


def test_the_same_form_with_another_photo_is_another_answer(shopper: Shopper, shop: Shop) -> None:
    first = shopper.looks()
    send(shopper, first, picture(), do="keep")
    send(shopper, first, picture(TWO), do="keep")
    assert files(shop) == 2


def test_going_back_shows_what_was_kept(shopper: Shopper) -> None:
    page = send(shopper, shopper.looks(), picture(), a_email="jane@example.com")
    back = shopper.sends(page, "go", do="back")
    assert '<span class="name">cup.jpg</span>' in back.html
    assert "Thank you." in shopper.sends(back, a_email="jane@example.com").html


def test_another_shoppers_photo_is_neither_named_nor_taken(shopper: Shopper, shop: Shop) -> None:
    (theirs,) = listed(send(shopper, shopper.looks(), picture(name="secret.jpg"), do="keep"))
    page = shopper.sends(shopper.looks(), a_photo=theirs, a_email="jane@example.com")
    assert page.status == 422
    assert "secret.jpg" not in page.html


def test_files_for_a_field_that_is_not_there_are_left(shopper: Shopper, shop: Shop) -> None:
    other: dict[str, Any] = {"a_email-new": [picture()], "a_email": "x"}
    shopper.sends(shopper.looks(), **other)
    assert files(shop) == 0


def test_too_many_uploads_are_429_with_a_sentence(
    shopper: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attaching, "UPLOADS", 1)
    posted = shopper.looks().hidden["answer"] | {"do": "keep"}
    two = [picture(), picture(TWO, "box.jpg")]
    answer = shopper.client.post(shopper.path, posted | {"a-photo-new": two})
    assert answer.status_code == 429
    assert "box.jpg: " in answer.content.decode()
    assert "<li data-file" in answer.content.decode()
    assert int(answer.headers["Retry-After"]) > 0


def test_a_refused_file_is_named_without_marks_that_turn_the_sentence_round(
    shopper: Shopper,
) -> None:
    page = send(shopper, shopper.looks(), picture(HTML, "invoice\u202egpj.exe"), do="keep")
    assert "invoicegpj.exe: We take photos" in page.html
