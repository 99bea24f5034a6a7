"""A file is handed out to be saved, never to be shown as a page of ours."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import Http404
from django.urls import get_resolver
from django.urls.resolvers import URLPattern, URLResolver
from django.views.static import serve

from selfservice.files import storing
from selfservice.files.reading import Described, content, described
from selfservice.files.serving import attachment
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.selfservice.files.conftest import Send
from tests.selfservice.files.samples import PDF, photo


def test_a_file_is_an_attachment_that_runs_nothing(send: Send) -> None:
    file = send(PDF, 'a "žluťoučký" receipt\r\nX: y.html')
    answer = attachment(file)
    assert answer.content == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("attachment; filename")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["Cache-Control"] == "private, no-store"
    assert "html" not in answer.headers["Content-Disposition"]


def test_content_that_is_lost_is_not_found(send: Send) -> None:
    file = send(PDF)
    storing.drop(file.path)
    with pytest.raises(Http404):
        attachment(file)


def test_files_are_described_in_the_order_of_their_ids(send: Send) -> None:
    first, second = send(PDF, "a.pdf"), send(photo(), "b.jpg")
    ids = [str(second.pk), "no id", str(first.pk), str(uuid.uuid4()), str(second.pk), None, [1]]
    assert described(ids) == [
        Described(str(second.pk), "b.jpg", len(content(second)), "image/jpeg"),
        Described(str(first.pk), "a.pdf", len(PDF), "application/pdf"),
    ]


def test_another_sessions_and_another_shops_files_are_left_out(
    send: Send, session: uuid.UUID, other_shop: Shop
) -> None:
    file = send(PDF)
    assert described([file.pk], session)
    assert not described([file.pk], uuid.uuid4())
    with within(other_shop):
        assert not described([file.pk])


def test_no_ids_cost_no_query(in_shop: Shop, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        assert described(["no id"]) == []


def _views(patterns: list[Any]) -> Iterator[Any]:
    for each in patterns:
        if isinstance(each, URLResolver):
            yield from _views(each.url_patterns)
        elif isinstance(each, URLPattern):
            yield each.callback


def test_the_storage_has_no_public_address() -> None:
    assert not settings.MEDIA_URL.strip("/")
    assert serve not in set(_views(get_resolver().url_patterns))
    assert not settings.MEDIA_ROOT.is_relative_to(settings.STATIC_ROOT)
