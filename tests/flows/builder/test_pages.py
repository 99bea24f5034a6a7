"""Publishing, revisions, files and new flows as pages, and who may use them."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from flows.drafting import draft_of, save_edit
from flows.engine.document import Document, load
from flows.engine.edits import add, change, disconnect
from flows.models import Flow
from flows.ready_made import available
from selfservice.tenancy.models import User
from tests.flows.builder.conftest import address, filled_in

pytestmark = pytest.mark.django_db

POSTS: list[tuple[str, list[Any]]] = [
    ("settings", []),
    ("gesture", []),
    ("step", ["hours"]),
    ("publish_now", []),
    ("unpublish", []),
    ("restore", [1]),
]
PAGES: list[tuple[str, list[Any]]] = [
    ("change", []),
    ("publish", []),
    ("revisions", []),
    ("revision", [1]),
    ("export", []),
]


def test_publishing_shows_the_differences_and_then_publishes(
    as_owner: Client, flow: Flow, document: Document, owner: User
) -> None:
    as_owner.post(address("publish_now", flow.pk), {"number": 1, "note": "First"})
    text = {**document.steps["hours"].text, "en": "Open all day."}
    save_edit(flow, 1, change(document, "hours", text=text), "Changed", owner)
    page = as_owner.get(address("publish", flow.pk)).content.decode()
    assert "Changed the text of “Hours” (English)." in page
    as_owner.post(address("publish_now", flow.pk), {"number": 2, "note": ""})
    flow.refresh_from_db()
    assert flow.live is not None
    assert flow.live.number == 2


def test_errors_are_listed_and_nothing_is_published(
    as_owner: Client, flow: Flow, document: Document, owner: User
) -> None:
    save_edit(flow, 1, disconnect(document, "hours", "thanks"), "Loose", owner)
    answer = as_owner.post(address("publish_now", flow.pk), {"number": 2})
    assert answer.status_code == 422
    flow.refresh_from_db()
    assert flow.live is None


def test_publishing_what_is_no_longer_newest_shows_what_changed(
    as_owner: Client, flow: Flow, document: Document, owner: User
) -> None:
    save_edit(flow, 1, change(document, "hours", title="Days"), "Renamed it to Days", owner)
    answer = as_owner.post(address("publish_now", flow.pk), {"number": 1})
    assert answer.status_code == 409
    assert "Renamed it to Days" in answer.content.decode()


def test_an_old_revision_is_looked_at_and_taken_up_again(
    as_owner: Client, flow: Flow, document: Document, owner: User
) -> None:
    save_edit(flow, 1, change(document, "hours", title="Days"), "Renamed", owner)
    assert "Renamed" in as_owner.get(address("revisions", flow.pk)).content.decode()
    page = as_owner.get(address("revision", flow.pk, 1)).content.decode()
    assert "Renamed “Hours” to “Days”." in page
    as_owner.post(address("restore", flow.pk, 1))
    assert load(draft_of(flow).document) == document


def test_an_exported_flow_comes_back_as_a_draft_of_another(as_owner: Client, flow: Flow) -> None:
    exported = as_owner.get(address("export", flow.pk)).content
    upload = SimpleUploadedFile("hours.json", exported)
    as_owner.post(address("import"), {"file": upload})
    copy = Flow.objects.exclude(pk=flow.pk).get()
    assert copy.live is None
    assert draft_of(copy).document == draft_of(flow).document


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b'{"steps": 5}',
        b'{"steps": {}, "steps": {}}',
        b'{"steps": {"a": {"kind": "explode"}}}',
        b"[" * 100_000 + b"]" * 100_000,
        b'{"steps": {"a": ' + b"[" * 50 + b"]" * 50 + b"}}",
        b" " * 2_000_001,
        b'{"steps": {"a": ' + b"9" * 5_000 + b"}}",
        b'{"title": {"en": "\\u0000"}, "steps": {}}',
        b'{"steps": {}, "schema": "9"}',
    ],
)
def test_a_file_that_is_no_flow_is_refused_in_a_sentence(
    raw: bytes, as_owner: Client, flow: Flow
) -> None:
    answer = as_owner.post(address("import"), {"file": SimpleUploadedFile("x.json", raw)})
    assert answer.headers["Location"] == address("add")
    assert Flow.objects.count() == 1


def test_a_new_flow_is_never_empty(as_owner: Client, flow: Flow) -> None:
    as_owner.post(address("add"), {"title": "Warranty"})
    made = Flow.objects.get(key="warranty")
    answer = as_owner.post(address("publish_now", made.pk), {"number": 1})
    assert answer.status_code == 302, answer.content.decode()


def test_a_new_flow_is_ready_made_or_a_copy(as_owner: Client, flow: Flow) -> None:
    starter = available()[0]
    as_owner.post(address("add"), {"starter": starter.key})
    as_owner.post(address("add"), {"copy": flow.pk})
    keys = set(Flow.objects.values_list("key", flat=True))
    assert keys == {"hours", starter.key, "hours-2"}


@pytest.mark.parametrize("role", ["agent", "auditor"])
def test_agents_and_auditors_read_but_change_nothing(
    role: str, as_role: Callable[[str], Client], flow: Flow
) -> None:
    client = as_role(role)
    page = client.get(address("change", flow.pk), {"step": "hours"}).content.decode()
    assert "then=" not in page
    assert ">Save<" not in page
    for name, args in POSTS:
        assert client.post(address(name, flow.pk, *args)).status_code == 403, name
    for name in ("add", "import"):
        assert client.post(address(name)).status_code == 403
    assert draft_of(flow).number == 1


def test_designers_edit_and_publish(as_role: Callable[[str], Client], flow: Flow) -> None:
    client = as_role("designer")
    sent = {**filled_in(flow, "hours"), "title": "Days"}
    client.post(address("step", flow.pk, "hours"), sent)
    assert draft_of(flow).number == 2
    client.post(address("publish_now", flow.pk), {"number": 2})
    flow.refresh_from_db()
    assert flow.live == draft_of(flow)


def test_a_stranger_finds_nothing(stranger: User, flow: Flow) -> None:
    client = Client()
    client.force_login(stranger)
    for name, args in PAGES:
        assert client.get(address(name, flow.pk, *args)).status_code == 404, name
    for name, args in POSTS:
        assert client.post(address(name, flow.pk, *args)).status_code == 404, name
    assert "Opening hours" not in client.get(address("changelist")).content.decode()


def test_nobody_unknown_gets_in(client: Client, flow: Flow) -> None:
    for name, args in PAGES:
        answer = client.get(address(name, flow.pk, *args))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith(reverse("admin:login"))


@pytest.mark.parametrize("length", [3, 300])
def test_a_long_flow_takes_no_more_statements_than_a_short_one(
    length: int,
    as_owner: Client,
    flow: Flow,
    document: Document,
    owner: User,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for _count in range(length - len(document.steps)):
        document, _made = add(document, "say", ("hours", "thanks"))
    save_edit(flow, 1, document, "Grew", owner)
    with django_assert_max_num_queries(14):
        answer = as_owner.get(address("change", flow.pk), {"step": "hours"})
    assert answer.content.decode().count('class="b-line ') == length


def test_the_list_takes_no_more_statements_for_more_flows(
    as_owner: Client, flow: Flow, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for starter in available():
        as_owner.post(address("add"), {"starter": starter.key})
    with django_assert_max_num_queries(16):
        page = as_owner.get(address("changelist")).content.decode()
    assert all(str(each) in page for each in Flow.objects.all())


def test_an_export_is_plain_json(as_owner: Client, flow: Flow) -> None:
    answer = as_owner.get(address("export", flow.pk))
    assert json.loads(answer.content)["key"] == "hours"
    assert 'filename="hours.json"' in answer.headers["Content-Disposition"]
