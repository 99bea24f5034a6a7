"""POST /api/v1/session/files/."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from flows.models import Submission
from flows.runtime import attaching
from selfservice.files import storing, taking
from selfservice.files.errors import NoRoom
from selfservice.files.models import File
from selfservice.files.reading import content
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import across_shops, within
from tests.flows.api.conftest import App
from tests.selfservice.files.samples import HEIC, PDF, SVG, photo, png, talkative_photo

PATH = "/api/v1/session/files/"


@pytest.fixture
def started(app: App) -> App:
    app.start()
    return app


def send(app: App, sent: bytes, name: str = "photo.jpg", key: str = "", **more: Any) -> Any:
    headers = {"Authorization": f"Bearer {app.token}"} | ({"Idempotency-Key": key} if key else {})
    upload = SimpleUploadedFile(name, sent, "image/jpeg")
    return app.client.post(PATH, {"file": upload}, headers=headers, **more)


def kept(shop: Shop) -> int:
    with within(shop):
        return File.objects.count()


def test_a_file_is_201_with_its_id_name_size_and_type(started: App) -> None:
    answered = send(started, talkative_photo(), "C:\\fotos\\kočka.jpeg")
    assert answered.status_code == 201
    with within(started.shop):
        row = File.objects.get()
        assert answered.json() == {
            "file": {
                "id": str(row.pk),
                "name": "kočka.jpg",
                "size": len(content(row)),
                "type": "image/jpeg",
            }
        }
    assert answered.headers["Cache-Control"] == "private, no-store"
    assert "Set-Cookie" not in answered.headers


def test_the_same_content_again_is_the_same_file(started: App) -> None:
    assert send(started, photo()).json() == send(started, photo(), "other.jpg").json()


def test_the_same_key_gives_the_same_answer_and_another_file_is_422(started: App) -> None:
    first = send(started, PDF, key="k1")
    again = send(started, PDF, key="k1")
    assert (again.status_code, again.json()) == (201, first.json())
    other = send(started, photo(), key="k1")
    assert (other.status_code, other.json()["type"]) == (422, "key-reused")
    with within(started.shop):
        assert Submission.objects.count() == 1


def test_a_refused_file_leaves_its_key_free(started: App) -> None:
    assert send(started, SVG, key="k1").status_code == 422
    assert send(started, PDF, key="k1").status_code == 201


@pytest.mark.parametrize(
    ("sent", "words"),
    [(SVG, "JPEG"), (HEIC, "photo library"), (b"\xff\xd8\xff", "opened"), (b"", "empty")],
    ids=["svg", "heic", "broken", "empty"],
)
def test_a_wrong_kind_is_422_with_a_sentence_for_the_field(
    started: App, sent: bytes, words: str
) -> None:
    answered = send(started, sent)
    body = answered.json()
    assert (answered.status_code, body["type"], body["status"]) == (422, "invalid", 422)
    assert answered.headers["Content-Type"] == "application/problem+json"
    assert words in body["errors"]["file"]
    assert kept(started.shop) == 0


@pytest.mark.parametrize(
    "sent", [png(30_000, 30_000, 1), PDF.ljust(taking.LARGEST + 1)], ids=["pixels", "bytes"]
)
def test_a_file_that_is_too_large_is_413(started: App, sent: bytes) -> None:
    answered = send(started, sent)
    assert (answered.status_code, answered.json()["type"]) == (413, "too-large")
    assert answered.json()["errors"]["file"]


def test_an_announced_length_that_is_too_large_is_413_before_the_body_is_read(
    started: App,
) -> None:
    """There is no such body: whoever tried to read it would say that it is broken."""
    answered = started.client.generic(
        "POST",
        PATH,
        b"--x",
        content_type="multipart/form-data; boundary=x",
        CONTENT_LENGTH=str(50_000_000),
        headers={"Authorization": f"Bearer {started.token}"},
    )
    assert (answered.status_code, answered.json()["type"]) == (413, "too-large")


@pytest.mark.parametrize("body", [{}, {"file": "text"}, {"other": "x"}])
def test_a_form_without_a_file_is_422(started: App, body: dict[str, str]) -> None:
    headers = {"Authorization": f"Bearer {started.token}"}
    answered = started.client.post(PATH, body, headers=headers)
    assert (answered.status_code, set(answered.json()["errors"])) == (422, {"file"})


def test_json_instead_of_a_form_is_415(started: App) -> None:
    assert started.post(PATH, {"file": "x"})[0] == 415


@pytest.mark.parametrize("body", [b"", b"--x\r\nnonsense", b"\x00" * 300])
def test_a_broken_form_is_a_plain_4xx(started: App, body: bytes) -> None:
    answered = started.client.generic(
        "POST",
        PATH,
        body,
        content_type="multipart/form-data; boundary=x",
        headers={"Authorization": f"Bearer {started.token}"},
    )
    assert answered.status_code in {400, 422}
    assert answered.json()["status"] == answered.status_code


def test_without_a_session_nothing_is_kept(app: App) -> None:
    answered = send(app, PDF)
    assert (answered.status_code, answered.json()["type"]) == (404, "unknown-session")
    with across_shops():
        assert not File.objects.exists()


def test_one_address_sends_only_so_many(started: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attaching, "UPLOADS", 2)
    assert [send(started, SVG).status_code for _each in range(3)] == [422, 422, 429]
    refused = send(started, PDF)
    assert (refused.json()["type"], refused.headers["Retry-After"]) == ("too-many", "86400")
    assert send(started, PDF, REMOTE_ADDR="192.0.2.7").status_code == 201


def test_a_session_takes_only_so_many(started: App, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(taking, "A_SESSION", 1)
    assert send(started, PDF).status_code == 201
    assert send(started, PDF + b"2").status_code == 429


def test_a_full_disk_is_503_in_a_sentence(started: App, monkeypatch: pytest.MonkeyPatch) -> None:
    def full() -> None:
        raise NoRoom("No room.")

    monkeypatch.setattr(storing, "check_room", full)
    answered = send(started, PDF)
    assert (answered.status_code, answered.json()["detail"]) == (503, "No room.")


def test_the_admins_cookie_is_no_session(owner: Any, client: Client, demo: Shop) -> None:
    client.force_login(owner)
    answered = client.post(PATH, {"file": SimpleUploadedFile("a.pdf", PDF)})
    assert answered.status_code == 404
    assert json.loads(answered.content)["type"] == "unknown-session"
