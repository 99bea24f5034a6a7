"""An upload becomes one sealed file of its session, or a sentence."""

from __future__ import annotations

import uuid
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.core.files.storage import FileSystemStorage

from selfservice.files import taking
from selfservice.files.errors import NoRoom, NotTaken, TooLarge, TooMany
from selfservice.files.models import File
from selfservice.files.reading import content
from selfservice.files.taking import LARGEST, take
from selfservice.privacy.sealing import Unreadable
from selfservice.tenancy.models import Shop
from tests.selfservice.files.conftest import Send, stored
from tests.selfservice.files.samples import CANARY, HEIC, HTML, PDF, SVG, photo, upload


def test_a_photo_is_kept_with_its_name_type_and_size(send: Send, session: uuid.UUID) -> None:
    file = File.objects.get(pk=send(photo(), "my cat.jpeg").pk)
    assert (file.name, file.type, file.session) == ("my cat.jpg", "image/jpeg", session)
    assert content(file).startswith(b"\xff\xd8\xff")
    assert file.size == len(content(file))


def test_a_pdf_is_kept_as_it_came(send: Send) -> None:
    file = send(PDF, "receipt.pdf")
    assert (file.type, content(file)) == ("application/pdf", PDF)


def test_what_is_stored_tells_nothing_and_opens_only_for_its_row(send: Send, store: Path) -> None:
    first, second = send(PDF + CANARY), send(PDF + CANARY[::-1])
    assert len(stored(store)) == 2
    assert all(CANARY not in path.read_bytes() for path in stored(store))
    assert all(CANARY[::-1] not in path.read_bytes() for path in stored(store))
    second.path = first.path
    with pytest.raises(Unreadable):
        content(second)


def test_only_the_installations_user_reads_the_storage(send: Send, store: Path) -> None:
    send(PDF)
    (path,) = stored(store)
    assert [each.stat().st_mode & 0o777 for each in (path, path.parent)] == [0o600, 0o700]


def test_the_path_says_nothing_of_the_name(send: Send, store: Path) -> None:
    send(PDF, "jane-doe.pdf")
    assert "jane" not in str(stored(store))


def test_the_same_content_in_one_session_is_one_file(send: Send, store: Path) -> None:
    assert send(photo(), "a.jpg").pk == send(photo(), "b.jpg").pk
    assert len(stored(store)) == 1


def test_the_same_content_in_another_session_is_another_file(send: Send, in_shop: Shop) -> None:
    first = send(PDF)
    assert take(in_shop, uuid.uuid4(), upload(PDF)).pk != first.pk
    assert take(in_shop, None, upload(PDF)).pk != take(in_shop, None, upload(PDF)).pk


def test_the_loser_of_two_equal_uploads_gets_the_winners_file(
    send: Send, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    winner = send(PDF)
    monkeypatch.setattr(taking, "_known", _blind_once(taking._known))
    assert send(PDF).pk == winner.pk
    assert len(stored(store)) == 1


def _blind_once(known: Any) -> Any:
    """At the first look the winner is not there yet."""
    looks: list[None] = [None]
    return lambda *of: looks.pop() if looks else known(*of)


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        (b"", "empty"),
        (SVG, "JPEG, PNG or WebP"),
        (HTML, "JPEG, PNG or WebP"),
        (b"GIF89a" + bytes(50), "JPEG, PNG or WebP"),
        (b"PK\x03\x04" + bytes(50), "JPEG, PNG or WebP"),
        (b"\n" + PDF, "JPEG, PNG or WebP"),
        (HEIC, "photo library"),
        (b"\xff\xd8\xff", "cannot be opened"),
    ],
    ids=["empty", "svg", "html", "gif", "zip", "late pdf", "heic", "no picture"],
)
def test_what_is_no_photo_is_refused_in_a_sentence(
    send: Send, store: Path, sent: bytes, words: str
) -> None:
    with pytest.raises(NotTaken, match=words):
        send(sent)
    assert not stored(store)
    assert not File.objects.exists()


def test_ten_megabytes_are_taken_and_one_more_byte_is_not(send: Send) -> None:
    assert send(PDF.ljust(LARGEST)).size == LARGEST
    with pytest.raises(TooLarge, match="10 MB"):
        send(PDF.ljust(LARGEST + 1))


def test_a_session_has_a_most_and_refused_files_do_not_count(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "A_SESSION", 2)
    send(PDF)
    for _each in range(3):
        with pytest.raises(NotTaken, match="JPEG"):
            send(SVG)
    send(PDF + b"2")
    send(PDF)
    with pytest.raises(TooMany, match="20 files"):
        send(PDF + b"3")


def test_a_shop_has_a_most_a_day(
    send: Send, in_shop: Shop, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(taking, "A_SHOP", 1)
    send(PDF)
    with pytest.raises(TooMany, match="today"):
        take(in_shop, uuid.uuid4(), upload(PDF))


@pytest.mark.parametrize(("free", "taken"), [(9, True), (1, False)])
def test_a_disk_that_is_nearly_full_is_left_to_the_database(
    send: Send, monkeypatch: pytest.MonkeyPatch, free: int, taken: bool
) -> None:
    disk = SimpleNamespace(total=30 * 1024**3, free=free * 1024**3)
    monkeypatch.setattr("shutil.disk_usage", lambda _path: disk)
    if taken:
        assert send(PDF)
    else:
        with pytest.raises(NoRoom, match="describe it in words"):
            send(PDF)


def test_a_disk_that_fills_up_meanwhile_leaves_no_row(
    send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_of: Any) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FileSystemStorage, "save", full)
    with pytest.raises(NoRoom):
        send(PDF)
    assert not File.objects.exists()
