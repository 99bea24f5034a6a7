"""A ticket's files: only for those who work on it, always to be saved, and each reading audited."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django.fixtures import Settings

from integrations.desk.models import Ticket
from selfservice.files.models import File
from selfservice.files.taking import take
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from tests.conftest import signed_in
from tests.flows.desk.conftest import Open


@pytest.fixture
def photo(desk: Shop, settings: Settings, tmp_path: str) -> File:
    settings.MEDIA_ROOT = tmp_path
    drawn = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(drawn, "JPEG")
    return take(desk, uuid4(), SimpleUploadedFile("mug.jpg", drawn.getvalue(), "image/jpeg"))


@pytest.fixture
def with_photo(photo: File, opened: Open) -> Ticket:
    told = {"id": str(photo.pk), "name": photo.name, "size": photo.size, "type": photo.type}
    return opened(session=photo.session, files=[told])


def address(ticket: Ticket, file: File) -> str:
    return reverse("admin:desk_file", args=[ticket.number, file.pk])


def test_a_photo_is_seen_beside_what_was_said(
    with_photo: Ticket, photo: File, as_agent: Client
) -> None:
    page = as_agent.get(reverse("admin:desk_ticket", args=[with_photo.number])).content.decode()
    assert f'<img src="{address(with_photo, photo)}"' in page
    assert "mug" in page


def test_it_is_handed_out_to_be_saved_and_the_reading_is_audited(
    with_photo: Ticket, photo: File, as_agent: Client, agent: User
) -> None:
    answer = as_agent.get(address(with_photo, photo))
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    event = AuditEvent.objects.get(action="file.read")
    assert (event.actor, event.object) == (agent.pk, str(photo.pk))


def test_another_tickets_file_is_not_there(
    photo: File, ticket: Ticket, with_photo: Ticket, as_agent: Client
) -> None:
    assert as_agent.get(address(ticket, photo)).status_code == 404


def test_only_those_who_work_tickets_get_it(
    with_photo: Ticket, photo: File, as_role: Callable[[str], Client], stranger: User
) -> None:
    for client, status in (
        (as_role("auditor"), 403),
        (as_role("designer"), 403),
        (signed_in(stranger), 404),
        (Client(), 302),
    ):
        assert client.get(address(with_photo, photo)).status_code == status
    assert not AuditEvent.objects.filter(action="file.read").exists()
