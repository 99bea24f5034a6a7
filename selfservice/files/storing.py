"""Sealed content in Django's storage: written before its row, and gone with it."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.translation import gettext as _

from selfservice.files.errors import NoRoom
from selfservice.files.models import File
from selfservice.privacy.sealing import seal_bytes, unseal_bytes

FULLEST = 0.9  # of the disk
ENOUGH = 5 * 1024**3  # bytes; a large disk is not full at nine tenths


def put(file: File, content: bytes) -> None:
    """On disk when it returns, under a random path that `file` then has. Raises NoRoom."""
    path = secrets.token_hex(16)
    try:
        sealed = ContentFile(seal_bytes(content, place_of(file)))
        file.path = default_storage.save(f"{path[:2]}/{path}", sealed)
        _sync(file.path)
    except OSError as error:
        raise NoRoom(_full()) from error


def content_of(file: File) -> bytes:
    """Raises FileNotFoundError if the storage has lost it."""
    with default_storage.open(file.path) as stored:
        return unseal_bytes(stored.read(), place_of(file))


def drop(path: str) -> None:
    default_storage.delete(path)


def place_of(file: File) -> str:
    return f"{File._meta.db_table}.content.{file.pk}.{file.shop_id}"


def check_room() -> None:
    """Raises NoRoom on a disk that is nearly full: the database needs the rest."""
    try:
        disk = shutil.disk_usage(_nearest(Path(default_storage.path(""))))
    except NotImplementedError:  # a storage elsewhere, which has no disk of ours
        return
    if disk.free < ENOUGH and disk.free < (1 - FULLEST) * disk.total:
        raise NoRoom(_full())


def _nearest(path: Path) -> Path:
    return next(each for each in (path, *path.parents) if each.exists())


def _full() -> str:
    return _("We cannot store files just now. Please describe it in words, and send it later.")


def _sync(name: str) -> None:
    """The content, and the folders that lead to it."""
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # a storage elsewhere answers when it has stored
        return
    for each in (path, path.parent, path.parent.parent):
        with _opened(each) as descriptor:
            os.fsync(descriptor)


@contextmanager
def _opened(path: Path) -> Iterator[int]:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
