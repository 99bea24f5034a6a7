"""What a session's uploads become."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from pytest_django import Settings

from selfservice.files.models import File
from selfservice.files.taking import take
from selfservice.tenancy.models import Shop
from tests.selfservice.files.samples import upload

Send = Callable[..., File]


@pytest.fixture(autouse=True)
def store(settings: Settings, tmp_path: Path) -> Path:
    """An empty storage for each test."""
    folder = tmp_path / "files"
    settings.MEDIA_ROOT = folder
    return folder


@pytest.fixture
def session() -> uuid.UUID:
    return uuid.uuid4()


@pytest.fixture
def send(in_shop: Shop, session: uuid.UUID) -> Send:
    def sent(content: bytes, name: str = "photo.jpg") -> File:
        return take(in_shop, session, upload(content, name))

    return sent


def stored(store: Path) -> list[Path]:
    return [path for path in store.rglob("*") if path.is_file()]
