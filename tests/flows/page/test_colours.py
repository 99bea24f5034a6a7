"""The shop's colours can always be read."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.page.colours import colours_of, contrast
from selfservice.tenancy.models import ACCENT

colour = st.integers(0, 0xFFFFFF).map("#{:06x}".format)


@given(colour)
def test_text_stands_out_from_any_accent(accent: str) -> None:
    colours = colours_of({"accent": accent})

    assert contrast(colours.on_light, colours.light) >= 4.5
    assert contrast(colours.on_dark, colours.dark) >= 4.5
    assert contrast(colours.link_light, "#ffffff") >= 4.5
    assert contrast(colours.link_dark, "#15181f") >= 4.5


def test_what_is_no_colour_is_not_let_into_the_style() -> None:
    assert colours_of({"accent": "red;}body{display:none"}).light == ACCENT
    assert colours_of({"accent": "#abc\n"}).light == ACCENT
