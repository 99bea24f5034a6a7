"""Every catalogue is sound, and compiled from what its translators wrote."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

APPLICATIONS = ("selfservice", "integrations", "classifier", "flows")
CATALOGUES = sorted(
    path
    for app in APPLICATIONS
    for path in (settings.BASE_DIR / app).rglob("locale/*/LC_MESSAGES/*.po")
)
LANGUAGES = sorted({code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE})
NOT_READ = shutil.ignore_patterns("locale", "static", "migrations", "__pycache__")


def gettext(name: str, *argv: str | Path) -> subprocess.CompletedProcess[bytes]:
    program = shutil.which(name)
    if program is None:
        missing = "the catalogues were not compared: install gettext"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    return subprocess.run([program, *argv], capture_output=True, check=False)


@pytest.fixture(scope="module")
def extracted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every text of the sources, in one template, extracted from a copy."""
    gettext("xgettext", "--version")
    copy = tmp_path_factory.mktemp("sources")
    for folder in (*APPLICATIONS, "templates"):
        shutil.copytree(settings.BASE_DIR / folder, copy / folder, ignore=NOT_READ)
    (copy / "locale").mkdir()
    outside = {name: value for name, value in os.environ.items() if not name.startswith("DJANGO_")}
    argv = [sys.executable, "-m", "django", "makemessages", "--locale=en", "--keep-pot"]
    subprocess.run(argv, cwd=copy, env=outside, capture_output=True, check=True)
    return copy / "locale" / "django.pot"


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: "/".join(path.parts[-5:-1]))
def test_a_catalogue_is_sound_complete_and_compiled(catalogue: Path, tmp_path: Path) -> None:
    compiled = tmp_path / "compiled.mo"
    checked = gettext("msgfmt", "--check", "--statistics", "-o", compiled, catalogue)
    assert checked.returncode == 0, checked.stderr.decode()
    assert b"fuzzy" not in checked.stderr, checked.stderr.decode()
    assert b"untranslated" not in checked.stderr, checked.stderr.decode()
    assert compiled.read_bytes() == catalogue.with_suffix(".mo").read_bytes(), "run make messages"


def test_every_catalogue_has_all_languages() -> None:
    folders = {path.parent.parent.parent for path in CATALOGUES}
    assert folders
    for folder in folders:
        assert set(LANGUAGES) == {path.name for path in folder.iterdir() if path.is_dir()}, folder


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_sources_is_in_the_catalogues(
    language: str, extracted: Path, tmp_path: Path
) -> None:
    known, merged = tmp_path / "known.po", tmp_path / "merged.po"
    spoken = [path for path in CATALOGUES if path.parent.parent.name == language]
    gettext("msgcat", "--use-first", "-o", known, *spoken).check_returncode()
    gettext("msgmerge", "--no-fuzzy-matching", "-o", merged, known, extracted).check_returncode()
    missing = gettext("msgattrib", "--untranslated", "--no-obsolete", merged).stdout.decode()
    assert missing == "", f"run make messages, and translate:\n{missing}"
