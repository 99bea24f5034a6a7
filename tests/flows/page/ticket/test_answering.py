"""The shopper writes back on their ticket's page: once, whole, and never lost."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from flows.page.ticket import answering
from integrations.desk import working
from integrations.desk.models import Message, Status, Ticket
from selfservice.files.models import File
from selfservice.files.reading import described
from selfservice.tenancy.models import Shop, User
from tests.flows.page.ticket.shopper import Shopper, fresh, opened, photo


def _written(ticket: Ticket) -> list[Message]:
    return list(Message.objects.filter(ticket=ticket, author="shopper").order_by("at"))


def test_an_answer_arrives_and_is_shown(shopper: Shopper, ticket: Ticket, agent: User) -> None:
    working.reply(ticket, agent, "Does it work now?")
    response = shopper.sends("Not yet.\r\nIt hums.")

    assert response.status_code == 200
    assert "Your message has arrived." in response.content.decode()
    assert "Not yet.<br>It hums." in response.content.decode()
    assert fresh(ticket).status == Status.OPEN
    assert fresh(ticket).waiting_since is not None


def test_a_double_submit_is_one_message(shopper: Shopper, ticket: Ticket) -> None:
    hidden = shopper.hidden()
    one = shopper.sends("Hello", hidden, photos=[photo()])
    two = shopper.sends("Hello", hidden, photos=[photo()])

    assert one.status_code == two.status_code == 200
    assert len(_written(ticket)) == 1
    assert File.objects.count() == 1


def test_the_same_form_with_other_words_is_another_message(
    shopper: Shopper, ticket: Ticket
) -> None:
    hidden = shopper.hidden()
    shopper.sends("Hello", hidden)
    shopper.sends("Hello again", hidden)

    assert [each.body for each in _written(ticket)] == ["Hello", "Hello again"]


def test_photos_go_with_the_words_or_alone(shopper: Shopper, ticket: Ticket) -> None:
    shopper.sends("Both", photos=[photo("a.jpg"), photo("b.jpg", "blue")])
    shopper.sends(photos=[photo("c.jpg", "green")])

    assert [(each.body, len(each.files)) for each in _written(ticket)] == [("Both", 2), ("", 1)]
    held = File.objects.filter(last_needed=None)
    assert held.count() == 3


def test_nothing_at_all_is_refused_with_a_sentence(shopper: Shopper, ticket: Ticket) -> None:
    response = shopper.sends("  ")

    assert response.status_code == 422
    assert "There is no text yet." in response.content.decode()
    assert _written(ticket) == []


def test_what_was_given_is_kept_when_a_file_is_not_taken(shopper: Shopper, ticket: Ticket) -> None:
    virus = SimpleUploadedFile("cup.exe", b"MZ not a photo", "image/jpeg")
    refused = shopper.sends("See the photos", photos=[photo("good.jpg"), virus])
    page = refused.content.decode()

    assert refused.status_code == 422
    assert 'role="alert"' in page
    assert ">See the photos</textarea>" in page
    assert "good.jpg" in page
    assert _written(ticket) == []

    shopper.sends("See the photo", shopper.hidden(refused))
    [message] = _written(ticket)
    assert (message.body, len(message.files)) == ("See the photo", 1)


def test_a_forged_list_of_kept_files_counts_for_nothing(shopper: Shopper, ticket: Ticket) -> None:
    shopper.sends(
        "Hello", shopper.hidden() | {"a-photos": ["6f0b6f4e-0000-4000-8000-000000000000:x", "x"]}
    )

    assert [each.files for each in _written(ticket)] == [[]]


def test_more_than_five_photos_are_refused(shopper: Shopper, ticket: Ticket) -> None:
    colours = ("red", "blue", "green", "black", "white", "pink")
    response = shopper.sends("All", photos=[photo(f"{each}.jpg", each) for each in colours])

    assert response.status_code == 422
    assert "Five files at most" in response.content.decode()
    assert File.objects.count() == 0


def test_too_long_a_text_is_kept_to_be_shortened(shopper: Shopper, ticket: Ticket) -> None:
    response = shopper.sends("x" * 5001)

    assert response.status_code == 422
    assert "x" * 5001 in response.content.decode()


def test_a_body_that_is_far_too_large_is_not_read(shopper: Shopper) -> None:
    response = shopper.client.generic(
        "POST", shopper.path, b"x", "multipart/form-data; boundary=b", CONTENT_LENGTH="99000000"
    )

    assert response.status_code == 413


@pytest.mark.parametrize("limit", ["A_TICKET", "AN_ADDRESS"])
def test_a_flood_is_stopped_and_the_words_are_kept(
    shopper: Shopper, ticket: Ticket, monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(answering, limit, 1)
    shopper.sends("One")
    response = shopper.sends("Two")

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "600"
    assert ">Two</textarea>" in response.content.decode()
    assert [each.body for each in _written(ticket)] == ["One"]


def test_signs_that_a_database_refuses_are_left_out(shopper: Shopper, ticket: Ticket) -> None:
    shopper.sends("A\x00B\u202eC é")

    assert [each.body for each in _written(ticket)] == ["ABC é"]


def test_a_card_number_is_not_kept(shopper: Shopper, ticket: Ticket) -> None:
    shopper.sends("My card is 4111 1111 1111 1111.")

    assert "4111" not in _written(ticket)[0].body


def test_an_answer_to_a_closed_request_goes_to_the_newer_one(
    shopper: Shopper, ticket: Ticket, agent: User, demo: Shop
) -> None:
    working.close(ticket, agent)
    new = opened(demo, "later")  # of the same conversation
    assert "it goes to your newer request" in shopper.looks().content.decode()
    response = shopper.sends("Still broken.")
    page = response.content.decode()

    assert "so your message is in a newer one" in page
    assert Shopper(shopper.client, new).path in page
    assert [each.body for each in _written(new)] == ["Still broken."]
    assert fresh(ticket).status == Status.CLOSED


def test_uploads_of_one_address_are_counted(
    shopper: Shopper, ticket: Ticket, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("flows.runtime.attaching.UPLOADS", 1)
    shopper.sends("One", photos=[photo("a.jpg")])
    response = shopper.sends("Two", photos=[photo("b.jpg", "blue")])

    assert response.status_code == 429
    assert response.headers["Retry-After"] == "86400"
    assert ">Two</textarea>" in response.content.decode()


def test_a_kept_file_that_is_gone_is_said_to_be(shopper: Shopper, ticket: Ticket) -> None:
    virus = SimpleUploadedFile("cup.exe", b"MZ not a photo", "image/jpeg")
    hidden = shopper.hidden(shopper.sends("See the photos", photos=[photo("good.jpg"), virus]))
    File.objects.all().delete()
    refused = shopper.sends("See the photo", hidden, photos=[photo("new.jpg", "blue")])

    assert refused.status_code == 422
    assert "A file is no longer here. Add it again." in refused.content.decode()
    assert ">See the photo</textarea>" in refused.content.decode()
    assert _written(ticket) == []

    shopper.sends("See the photo", shopper.hidden(refused))
    assert len(_written(ticket)[0].files) == 1


def test_a_photo_is_kept_before_anything_is_sent(shopper: Shopper, ticket: Ticket) -> None:
    kept = shopper.sends("Half a sen", photos=[photo("cup.jpg")], do="keep")

    assert kept.status_code == 200
    assert ">Half a sen</textarea>" in kept.content.decode()
    assert _written(ticket) == []
    shopper.sends("A sentence", shopper.hidden(kept))
    assert [(each.body, len(each.files)) for each in _written(ticket)] == [("A sentence", 1)]


def test_a_kept_photo_is_taken_out_before_it_is_sent(shopper: Shopper, ticket: Ticket) -> None:
    both = [photo("good.jpg"), photo("private.jpg", "blue")]
    kept = shopper.hidden(shopper.sends("See", photos=both, do="keep"))
    page = shopper.sends("See", kept, drop=kept["a-photos"][1])

    assert page.status_code == 200
    assert "private.jpg" not in page.content.decode()
    shopper.sends("See", shopper.hidden(page))
    [message] = _written(ticket)
    assert [each.name for each in described(message.files)] == ["good.jpg"]


def test_keeping_photos_does_not_use_up_the_answers(
    shopper: Shopper, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(answering, "A_TICKET", 1)
    for colour in ("red", "blue", "green"):
        assert shopper.sends(photos=[photo(colour=colour)], do="keep").status_code == 200
    assert shopper.sends("Hello").status_code == 200


def test_another_tickets_photo_cannot_be_named(
    shopper: Shopper, ticket: Ticket, demo: Shop
) -> None:
    other = Shopper(shopper.client, opened(demo, "other", "5e551000-0000-4000-8000-000000000008"))
    theirs = other.hidden(other.sends(photos=[photo()], do="keep"))
    shopper.sends("Hello", shopper.hidden() | {"a-photos": theirs["a-photos"]})

    assert [each.files for each in _written(ticket)] == [[]]
