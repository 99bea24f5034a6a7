"""The shop's colours on the help page, with text on them that can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from selfservice.tenancy.models import ACCENT

_HEX = re.compile(r"^#[0-9a-fA-F]{6}$")
_DARK_SURFACE = "#15181f"
_LIGHT_SURFACE = "#ffffff"
_READABLE = 4.5  # WCAG 2.2, 1.4.3


@dataclass(frozen=True, slots=True)
class Colours:
    """`on_*` is the text on the accent; `link_*` is the accent as text on the page."""

    light: str
    on_light: str
    link_light: str
    dark: str
    on_dark: str
    link_dark: str


def colours_of(look: Mapping[str, Any]) -> Colours:
    """Anything that is not `#rrggbb` counts as not set: it would be read as a style sheet."""
    accent = str(look.get("accent") or "")
    accent = accent.lower() if _HEX.match(accent) else ACCENT
    dark = _away(accent, _DARK_SURFACE, 3.0)
    return Colours(
        light=accent,
        on_light=text_on(accent),
        link_light=_away(accent, _LIGHT_SURFACE, _READABLE + 0.4),
        dark=dark,
        on_dark=text_on(dark),
        link_dark=_away(accent, _DARK_SURFACE, _READABLE + 1.2),
    )


def text_on(background: str) -> str:
    """White or black, whichever is easier to read; one of the two always reaches 4.5."""
    return max(("#ffffff", "#000000"), key=lambda colour: contrast(colour, background))


def contrast(one: str, other: str) -> float:
    """The WCAG contrast ratio of two `#rrggbb` colours."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _away(colour: str, surface: str, wanted: float) -> str:
    """The colour, moved towards black or white until it stands out from the surface."""
    goal = 0 if _luminance(surface) > 0.5 else 255
    parts = _parts(colour)
    for step in range(21):
        moved = [round(part + (goal - part) * step / 20) for part in parts]
        shade = "#{:02x}{:02x}{:02x}".format(*moved)
        if contrast(shade, surface) >= wanted:
            break
    return shade


def _parts(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]


def _luminance(colour: str) -> float:
    def linear(part: int) -> float:
        share = part / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(part) for part in _parts(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
