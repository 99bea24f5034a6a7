"""A photo goes with a complaint: from the upload into the ticket, and stays while it is open."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from flows.models import Session
from flows.ready_made import install
from integrations import outbox
from integrations.delivery import carry_out
from integrations.demo_shop.seed import seed
from integrations.demo_shop.setting_up import connect_demo
from integrations.desk.models import Ticket
from integrations.desk.working import close
from selfservice.files.models import File
from selfservice.files.reading import content
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within
from tests.flows.api.conftest import ORDER, App
from tests.selfservice.files.samples import CANARY, talkative_photo

SAID = {"message": "The mug came in two halves."}


@pytest.fixture
def app(shop: Shop) -> Iterator[App]:
    """At the complaint's form, about an order that was found."""
    with within(shop):
        connect_demo(shop)
        seed(shop)
        install(shop, publish=True)
        app = App(shop)
        app.start(flow="complaint")
        app.answer(step="ask_order", values=ORDER)
        app.answer(step="what", option="damaged")
        yield app


def upload(app: App, name: str = "mug.jpg") -> dict[str, Any]:
    answered = app.client.post(
        "/api/v1/session/files/",
        {"file": SimpleUploadedFile(name, talkative_photo())},
        headers={"Authorization": f"Bearer {app.token}"},
    )
    assert answered.status_code == 201
    sent: dict[str, Any] = answered.json()["file"]
    return sent


def complain(app: App, **values: Any) -> tuple[int, dict[str, Any]]:
    return app.answer(step="damaged", values={**SAID, **values})


def photo_field(body: dict[str, Any]) -> dict[str, Any]:
    (field,) = [each for each in body["view"]["fields"] if each["name"] == "photo"]
    return dict(field)


def test_the_field_says_what_it_takes(app: App) -> None:
    field = photo_field(app.resume()[1])
    assert field["accept"] == "image/jpeg,image/png,image/webp,application/pdf"
    assert (field["multiple"], field["max"], field["required"]) == (True, 5, False)
    assert "value" not in field


def test_a_complaint_needs_no_photo(app: App) -> None:
    status, body = complain(app)
    assert (status, body["view"]["step"]) == (200, "damaged_sent")


def test_a_photo_reaches_the_ticket_without_where_it_was_taken(app: App) -> None:
    photo = upload(app)
    status, body = complain(app, photo=[photo["id"]])
    assert (status, body["view"]["step"]) == (200, "damaged_sent")
    (delivery,) = outbox.deliveries_of(Session.objects.get().pk)
    carry_out(delivery.pk)
    ticket = Ticket.objects.get()
    assert ticket.case["files"] == [photo]
    kept = content(File.objects.get(pk=ticket.case["files"][0]["id"]))
    assert kept.startswith(b"\xff\xd8\xff")
    assert CANARY not in kept


def test_the_transcript_names_the_photo(app: App) -> None:
    photo = upload(app, "../mug in two halves.jpeg")
    complain(app, photo=photo["id"])
    answers = [line["answer"] for line in app.resume()[1]["transcript"]]
    assert answers[-1].startswith(SAID["message"])
    assert answers[-1].endswith(" mug in two halves.jpg")
    assert photo["id"] not in str(answers)


def test_a_photo_sent_with_a_wrong_answer_need_not_be_sent_again(app: App) -> None:
    photo = upload(app)
    status, body = complain(app, photo=[photo["id"]], message="")
    assert (status, set(body["errors"])) == (422, {"message"})
    assert complain(app, photo=[photo["id"]])[0] == 200


def test_a_case_holds_its_photo_until_it_is_closed(app: App, owner: User) -> None:
    photo = upload(app)
    assert File.objects.filter(last_needed=None).count() == 0
    complain(app, photo=[photo["id"]])
    assert File.objects.filter(last_needed=None, used=True).count() == 1  # before it is delivered
    (delivery,) = outbox.deliveries_of(Session.objects.get().pk)
    carry_out(delivery.pk)
    close(Ticket.objects.get(), owner)
    assert File.objects.filter(last_needed=None).count() == 0


def test_another_sessions_photo_is_refused(app: App) -> None:
    theirs = upload(app)
    app.start(flow="complaint")
    app.answer(step="ask_order", values=ORDER)
    app.answer(step="what", option="damaged")
    status, body = complain(app, photo=[theirs["id"]])
    assert (status, set(body["errors"])) == (422, {"photo"})
