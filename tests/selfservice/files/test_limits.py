"""The child that draws pictures anew cannot take more than it is given."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from threading import Thread

import pytest
from PIL import Image

from selfservice.files import pictures, redrawing
from selfservice.files.errors import NoRoom, NotTaken
from selfservice.files.pictures import redrawn
from tests.selfservice.files.samples import encoded, endless_jpeg, photo, png

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="limits memory on Linux alone")


@on_linux
def test_a_bomb_that_passes_the_count_of_pixels_runs_out_of_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "MOST_PIXELS", 10**9)
    monkeypatch.setattr(pictures, "CPU_SECONDS", 300)
    with pytest.raises(NotTaken, match="cannot be opened"):
        redrawn(png(20_000, 20_000, 8, 6))  # 1.6 GB of pixels in 1.5 MB


@on_linux
def test_it_is_the_memory_that_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    large = png(4000, 4000, 8, 6)
    assert redrawn(large)
    monkeypatch.setattr(pictures, "MEMORY", 64 * 1024 * 1024)
    with pytest.raises(NotTaken, match="cannot be opened"):
        redrawn(large)


@on_linux
def test_the_largest_pictures_of_phones_fit() -> None:
    flat = Image.new("RGB", (8064, 4960), "green")  # 40 megapixels
    assert redrawn(encoded(flat, "JPEG"))
    assert redrawn(encoded(flat.resize((4000, 3000)), "JPEG", progressive=True, subsampling=0))
    assert redrawn(encoded(flat.resize((4000, 3000)), "WEBP", method=0))


def test_a_picture_without_end_is_stopped_by_the_processor_time(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(pictures, "CPU_SECONDS", 1)
    monkeypatch.setattr(pictures, "WALL_SECONDS", 300)
    status, new = pictures._run(endless_jpeg())
    assert (status, new) == (-9, b"")


def test_a_picture_without_end_is_stopped_by_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "CPU_SECONDS", 600)
    monkeypatch.setattr(pictures, "WALL_SECONDS", 0.5)
    with pytest.raises(NotTaken, match="too long"):
        redrawn(endless_jpeg())
    with pytest.raises(ChildProcessError):  # none is left behind
        os.waitpid(-1, os.WNOHANG)


def test_the_child_sees_neither_our_environment_nor_our_modules(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    spy = tmp_path / "spy.py"
    spy.write_text("import os, sys; print(dict(os.environ).keys() - {'LC_CTYPE'}, sys.path)")
    monkeypatch.setattr(pictures, "PROGRAM", spy)
    monkeypatch.setenv("SECRET_KEY", "swordfish")
    status, said = pictures._run(b"")
    assert status == 0
    assert said.startswith(b"set()")
    assert str(Path(redrawing.__file__).parents[2]).encode() + b"'" not in said


def test_the_child_can_write_no_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    wanted = tmp_path / "written"
    spy = tmp_path / "spy.py"
    program = Path(redrawing.__file__).read_text().partition("if __name__ ==")[0]
    spy.write_text(f"{program}\nlimit(10**9, 5)\nopen({str(wanted)!r}, 'wb', 0).write(b'x')\n")
    monkeypatch.setattr(pictures, "PROGRAM", spy)
    assert pictures._run(b"")[0] == 1
    assert wanted.read_bytes() == b""


def test_few_pictures_are_drawn_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "PATIENCE_SECONDS", 0.2)
    with pictures._turn(), pictures._turn(), pytest.raises(NoRoom, match="in a minute"):
        redrawn(photo())
    assert redrawn(photo())


def test_a_refused_picture_gives_its_turn_back() -> None:
    def refused() -> None:
        with pytest.raises(NotTaken):
            redrawn(b"\xff\xd8\xff")

    threads = [Thread(target=refused) for _each in range(pictures.AT_ONCE + 1)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert redrawn(photo())
