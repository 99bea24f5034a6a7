"""What a file field was given is shown again, told by name, and gone with the demo shop."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from flows import runtime
from flows.attached import attached
from flows.demo import KEY, clear_shop
from flows.passage import Passage, load
from flows.present import view_of
from selfservice.files.models import File
from selfservice.files.taking import take
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.conftest import publish, text
from tests.selfservice.files.samples import PDF, upload

PHOTO: dict[str, Any] = {
    "schema": 1,
    "title": text("Send a photo"),
    "languages": ["en"],
    "start": "show",
    "person": "bye",
    "steps": {
        "show": {
            "kind": "ask",
            "text": text("Show us"),
            "fields": [
                {"name": "the-photo", "type": "file", "label": text("Photo"), "maximum": 2},
                {"name": "note", "type": "text", "label": text("Note")},
            ],
            "exits": {"next": "thanks"},
        },
        "thanks": {"kind": "say", "text": text("Thank you"), "exits": {"next": "bye"}},
        "bye": {"kind": "end", "text": text("Bye")},
    },
}


@pytest.fixture
def passage(in_shop: Shop) -> Iterator[Passage]:
    publish(in_shop, "photo", PHOTO, home=True)
    yield runtime.start(in_shop)[0]


def keep(passage: Passage, name: str = "a.pdf") -> str:
    return runtime.keep_file(passage, upload(PDF + name.encode(), name), "192.0.2.1").id


def test_a_field_opened_again_shows_what_is_kept(passage: Passage) -> None:
    ids = [keep(passage), keep(passage, "b.pdf")]
    runtime.answer(passage, "show", values={"the-photo": ids, "note": "x"})
    runtime.back(load(passage.session))
    field = view_of(load(passage.session)).fields[0]
    assert [file["id"] for file in field.value] == ids
    assert [file["name"] for file in field.value] == ["a.pdf", "b.pdf"]
    assert (field.max, field.multiple) == (2, True)


def test_the_same_files_again_change_nothing(passage: Passage) -> None:
    values = {"the-photo": [keep(passage)], "note": "x"}
    runtime.answer(passage, "show", values=values)
    version = passage.session.version
    runtime.answer(passage, "show", values=values)
    assert passage.session.version == version


def test_an_answered_file_is_used_and_told_by_name(passage: Passage) -> None:
    assert attached(passage) == {}
    kept = keep(passage)
    assert not File.objects.get().used
    runtime.answer(passage, "show", values={"the-photo": [kept], "note": "x"})
    assert File.objects.get().used
    assert [file.name for file in attached(passage).values()] == ["a.pdf"]
    told = view_of(passage).transcript[0].answer
    assert (told[:5], told[-2:]) == ("a.pdf", " x")


def test_a_file_that_is_gone_is_left_out(passage: Passage) -> None:
    runtime.answer(passage, "show", values={"the-photo": [keep(passage)], "note": "x"})
    File.objects.all().delete()
    assert view_of(passage).transcript[0].answer == "x"


@pytest.mark.django_db(transaction=True)
def test_the_demo_shop_goes_with_its_files() -> None:
    shop = Shop.objects.create(key=KEY, name="Demo", languages=["en"], default_language="en")
    with within(shop):
        kept = Path(settings.MEDIA_ROOT) / take(shop, uuid.uuid4(), upload(PDF)).path
    assert kept.exists()
    clear_shop()
    assert not kept.exists()
