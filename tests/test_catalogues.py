"""Every catalogue is sound, and compiled from what its translators wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

CATALOGUES = sorted(
    path
    for app in ("selfservice", "integrations", "classifier", "flows")
    for path in (settings.BASE_DIR / app).rglob("locale/*/LC_MESSAGES/*.po")
)


def msgfmt(*argv: str | Path) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which("msgfmt")
    if program is None:
        missing = "the catalogues were not compared: install gettext"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return subprocess.run([program, *argv], capture_output=True, check=False)


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: "/".join(path.parts[-5:-1]))
def test_a_catalogue_is_sound_and_compiled(catalogue: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.mo"
    checked = msgfmt("--check-format", "--statistics", "-o", compiled, catalogue)
    assert checked.returncode == 0, checked.stderr.decode()
    assert b"fuzzy" not in checked.stderr, checked.stderr.decode()
    assert compiled.read_bytes() == catalogue.with_suffix(".mo").read_bytes(), "run make messages"


def test_every_catalogue_has_all_languages() -> None:
    languages = {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}
    folders = {path.parent.parent.parent for path in CATALOGUES}
    assert folders
    for folder in folders:
        assert languages == {path.name for path in folder.iterdir() if path.is_dir()}, folder
