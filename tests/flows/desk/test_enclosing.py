"""An agent's files go with an answer, to the shopper's page, and are not lost on the way."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django.fixtures import Settings

from integrations.desk import working
from integrations.desk.models import Author, Message, Ticket
from integrations.models import Delivery
from selfservice.files.models import File
from tests.flows.desk.conftest import Open
from tests.flows.desk.test_ticket import press, read, said, seen
from tests.flows.page.ticket.shopper import Shopper, photo

KEPT = re.compile(r'name="kept" value="([^"]+)"')


@pytest.fixture(autouse=True)
def _media(settings: Settings, tmp_path: str) -> None:
    settings.MEDIA_ROOT = tmp_path


def sent_files(ticket: Ticket) -> list[list[str]]:
    return [each.files for each in Message.objects.filter(ticket=ticket, author=Author.AGENT)]


def kept_in(response: Any) -> list[str]:
    return KEPT.findall(response.content.decode())


def test_a_file_goes_with_the_answer_to_the_shoppers_page(ticket: Ticket, as_agent: Client) -> None:
    press(as_agent, ticket, "reply", body="The label is here.", files=[photo("label.jpg")])
    [[file]] = sent_files(ticket)
    shopper = Shopper(Client(), ticket)
    assert "label.jpg" in shopper.looks().content.decode()
    assert shopper.looks("", f"files/{file}/").status_code == 200
    assert "label.jpg" in read(as_agent, ticket)
    mail = Delivery.objects.filter(kind="send_email").latest("created")
    assert "A file comes with the answer." in mail.arguments["body"]
    assert File.objects.get().last_needed is None  # as long as the ticket is open


def test_an_answer_without_files_mails_no_word_of_any(ticket: Ticket, as_agent: Client) -> None:
    press(as_agent, ticket, "reply", body="Done.")
    assert "file" not in Delivery.objects.latest("created").arguments["body"]


def test_files_are_kept_when_the_answer_could_not_go(ticket: Ticket, as_agent: Client) -> None:
    before = seen(read(as_agent, ticket))
    working.answer(ticket, "Wait!")
    typed = {"body": "Here.", "files": [photo("label.jpg")]}
    refused = press(as_agent, ticket, "reply", seen=before, **typed)
    assert refused.status_code == 409
    assert "label.jpg" in refused.content.decode()
    press(as_agent, ticket, "reply", body="Here.", kept=kept_in(refused))
    assert [len(files) for files in sent_files(ticket)] == [1]


def test_a_kept_file_is_taken_out_again(ticket: Ticket, as_agent: Client) -> None:
    refused = press(as_agent, ticket, "reply", files=[photo("a.jpg"), photo("b.jpg", "blue")])
    first, second = kept_in(refused)
    page = press(as_agent, ticket, "", drop=first, kept=[first, second], body="Here.")
    assert page.status_code == 200
    assert len(kept_in(page)) == 1
    assert ">Here.</textarea>" in page.content.decode()
    assert "a.jpg" not in page.content.decode()


def test_what_is_no_photo_is_told_and_nothing_typed_is_lost(
    ticket: Ticket, as_agent: Client
) -> None:
    virus = SimpleUploadedFile("label.exe", b"MZ no label", "image/jpeg")
    refused = press(as_agent, ticket, "reply", body="Here.", files=[photo("good.jpg"), virus])
    page = refused.content.decode()
    assert refused.status_code == 422
    assert 'role="alert"' in page
    assert ">Here.</textarea>" in page
    assert "good.jpg" in page
    assert said(ticket, Author.AGENT) == []


def test_a_sixth_file_is_refused(ticket: Ticket, as_agent: Client) -> None:
    files = [photo(f"{each}.jpg") for each in range(6)]
    refused = press(as_agent, ticket, "reply", body="All", files=files)
    assert "Five files at most" in refused.content.decode()
    assert File.objects.count() == 0


def test_no_other_file_can_be_named(ticket: Ticket, opened: Open, as_agent: Client) -> None:
    other = opened("Another")
    kept = kept_in(press(as_agent, other, "reply", files=[photo("theirs.jpg")]))
    plain = str(File.objects.get().pk)
    press(as_agent, ticket, "reply", body="Here.", kept=[*kept, plain])
    assert sent_files(ticket) == [[]]


def test_a_double_click_is_one_answer_and_other_files_are_another(
    ticket: Ticket, as_agent: Client
) -> None:
    for name in ("a.jpg", "a.jpg", "b.jpg"):
        press(as_agent, ticket, "reply", body="Here.", files=[photo(name)])
    assert [len(files) for files in sent_files(ticket)] == [1, 1]


def test_a_note_takes_no_files(ticket: Ticket, as_agent: Client) -> None:
    refused = press(as_agent, ticket, "note", kind="note", body="Look", files=[photo()])
    assert refused.status_code == 409
    assert "Take them out of the note." in refused.content.decode()
    assert said(ticket, Author.NOTE) == []


def test_files_outlive_the_buttons_beside_them(ticket: Ticket, as_agent: Client) -> None:
    taken = press(as_agent, ticket, "take", files=[photo("label.jpg")])
    assert taken.status_code == 200
    assert len(kept_in(taken)) == 1
