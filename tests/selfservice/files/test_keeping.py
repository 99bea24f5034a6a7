"""Files stay as long as they are needed, and their content goes with their rows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine

from selfservice import clock
from selfservice.files import keeping, sweeping
from selfservice.files.models import File
from selfservice.files.tasks import sweep
from selfservice.privacy.retention import remove_overdue
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.selfservice.files.conftest import Send, stored
from tests.selfservice.files.samples import PDF

Committing = Callable[..., object]
DAY = timedelta(days=1)


@pytest.fixture
def file(send: Send) -> File:
    return send(PDF)


def night_after(time: timedelta) -> None:
    with time_machine.travel(clock.now() + time, tick=False):
        sweep()
        remove_overdue()


@pytest.mark.django_db(transaction=True)
class TestContent:
    def test_goes_with_its_row(self, file: File, store: Path) -> None:
        assert stored(store)
        file.delete()
        assert not stored(store)

    def test_goes_with_many_rows(self, file: File, store: Path) -> None:
        File.objects.all().delete()
        assert not stored(store)

    def test_goes_with_the_shop(self, file: File, store: Path, in_shop: Shop) -> None:
        in_shop.delete()
        assert not stored(store)

    def test_goes_at_the_end_of_its_lifetime(self, file: File, store: Path) -> None:
        keeping.use([file.pk])
        night_after(89 * DAY)
        assert stored(store)
        night_after(91 * DAY)
        assert not stored(store)
        assert not File.objects.exists()


def test_content_stays_when_the_deletion_is_rolled_back(file: File, store: Path) -> None:
    """The test's own transaction never commits."""
    file.delete()
    assert stored(store)


def test_an_upload_that_no_answer_names_goes_after_two_days(file: File) -> None:
    night_after(timedelta(hours=47))
    assert File.objects.exists()
    night_after(timedelta(hours=49))
    assert not File.objects.exists()


def test_a_held_file_stays_until_its_case_is_closed(file: File) -> None:
    keeping.hold([str(file.pk)])
    night_after(400 * DAY)
    assert File.objects.exists()
    keeping.release([str(file.pk)])
    night_after(89 * DAY)
    assert File.objects.exists()
    night_after(91 * DAY)
    assert not File.objects.exists()


def test_a_case_that_nobody_closes_holds_nothing_for_ever(file: File) -> None:
    keeping.hold([file.pk])
    night_after(731 * DAY)
    file.refresh_from_db()
    assert file.last_needed is not None


def test_nobody_holds_another_shops_files(file: File, other_shop: Shop) -> None:
    with within(other_shop):
        keeping.hold([file.pk, "no id"])
    file.refresh_from_db()
    assert file.last_needed is not None


def test_content_without_a_row_is_swept_after_a_day(file: File, store: Path) -> None:
    (kept,) = stored(store)
    stray = kept.with_name("0" * 32)
    stray.write_bytes(b"stray")
    sweep()
    assert stray.exists()
    keeping.use([file.pk])
    night_after(timedelta(hours=25))
    assert stored(store) == [kept]


def test_a_storage_that_was_never_used_is_no_fault(db: None, store: Path) -> None:
    assert sweeping.remove_stray() == 0
