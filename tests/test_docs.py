"""What the code offers is written down: a setting nobody can look up does not exist."""

from __future__ import annotations

import re

from django.conf import settings

SETTING = re.compile(
    r"\b(?:text|flag|whole|seconds|listed|one_of|server|mail|origin|database|_secret)"
    r"\(\s*[\"']([A-Z_]+)[\"']"
)


def test_every_setting_is_documented() -> None:
    read = set(SETTING.findall((settings.BASE_DIR / "selfservice/settings.py").read_text()))
    documented = (settings.BASE_DIR / "selfservice/docs/settings.md").read_text()
    assert len(read) > 20
    assert {name for name in read if f"`{name}`" not in documented} == set()


def test_the_readme_names_every_command_of_make() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", (settings.BASE_DIR / "Makefile").read_text(), re.M)
    readme = (settings.BASE_DIR / "README.md").read_text()
    assert {name for name in targets if f"make {name}" not in readme} == {"help"}
