"""Whatever is sent as a picture ends as clean pixels or as a sentence."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from PIL import Image

from selfservice.files.errors import NotTaken
from selfservice.files.pictures import SIDE, redrawn
from selfservice.files.reading import content
from tests.selfservice.files.conftest import Send
from tests.selfservice.files.samples import (
    CANARY,
    HTML,
    PDF,
    SVG,
    animation,
    chunk,
    encoded,
    noise,
    photo,
    png,
    talkative_photo,
    text_bomb,
    turned_photo,
)

RED, BLUE, WHITE = (254, 0, 0), (0, 0, 254), (255, 255, 255)
Picture = Callable[[], bytes]


def opened(picture: bytes) -> Image.Image:
    image = Image.open(BytesIO(picture))
    image.load()
    return image


def nothing_but_pixels(picture: bytes) -> bool:
    image = opened(picture)
    whole = picture.endswith(b"\xff\xd9" if image.format == "JPEG" else b"IEND\xae\x42\x60\x82")
    said = {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    return whole and not dict(image.getexif()) and set(image.info) <= said


CLEANED: dict[str, Picture] = {
    "jpeg": photo,
    "progressive": lambda: photo(progressive=True),
    "talkative": talkative_photo,
    "turned": turned_photo,
    "cmyk": lambda: encoded(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG"),
    "grey": lambda: encoded(Image.new("L", (9, 9), 99), "JPEG"),
    "png": lambda: noise(30, 20),
    "one bit": lambda: png(50, 50, 1),
    "16 bit": lambda: png(50, 50, 16),
    "16 bit colour": lambda: png(50, 50, 16, 2),
    "palette": lambda: encoded(Image.new("P", (9, 9)), "PNG", transparency=0),
    "grey and alpha": lambda: encoded(Image.new("LA", (9, 9)), "PNG"),
    "one pixel": lambda: png(1, 1),
    "a line": lambda: png(39_000, 2),
    "a panorama": lambda: png(39_000, 1000, 8, 6),
    "noted png": lambda: png(9, 9, 8, 2, chunk(b"tEXt", b"a\x00" + CANARY)) + CANARY,
    "webp": lambda: encoded(Image.new("RGBA", (9, 9)), "WEBP", xmp=CANARY),
    "animated webp": lambda: animation("WEBP"),
    "animated png": lambda: animation("PNG"),
    "jpeg with a page": lambda: photo(comment=HTML) + HTML,
    "jpeg with an archive": lambda: photo() + b"PK\x03\x04" + CANARY,
    "jpeg with a pdf": lambda: photo() + PDF,
    "40 megapixels": lambda: png(8000, 5000, 8, 2),
}
REFUSED: dict[str, tuple[Picture, str]] = {
    "900 megapixels": (lambda: png(30_000, 30_000, 1), "40 megapixels"),
    "a pixel too many": (lambda: png(8000, 5001, 1), "40 megapixels"),
    "text bomb": (text_bomb, "cannot be opened"),
    "truncated jpeg": (lambda: photo((600, 400))[:-200], "cannot be opened"),
    "truncated png": (lambda: noise(60, 40)[:-900], "cannot be opened"),
    "half a head": (lambda: photo()[:20], "cannot be opened"),
    "a head alone": (lambda: b"\x89PNG\r\n\x1a\n", "cannot be opened"),
    "svg in jpeg": (lambda: b"\xff\xd8\xff\xe0" + SVG, "cannot be opened"),
    "html in png": (lambda: b"\x89PNG\r\n\x1a\n" + HTML, "cannot be opened"),
    "html in webp": (lambda: b"RIFF\x40\x00\x00\x00WEBP" + HTML, "cannot be opened"),
    "no pixels": (lambda: png(0, 0), "cannot be opened"),
}


@pytest.mark.parametrize("picture", CLEANED.values(), ids=CLEANED)
def test_a_picture_is_reduced_to_its_pixels(send: Send, picture: Picture) -> None:
    kept = content(send(picture()))
    assert nothing_but_pixels(kept)
    assert not any(word in kept for word in (CANARY, b"<script", b"PK\x03\x04", b"%PDF"))
    assert max(opened(kept).size) <= SIDE


@pytest.mark.parametrize(("picture", "words"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_drawn_is_refused_in_a_sentence(
    send: Send, picture: Picture, words: str
) -> None:
    with pytest.raises(NotTaken, match=words):
        send(picture())


def test_the_talkative_photo_really_says_where_it_was_taken() -> None:
    sent = talkative_photo()
    assert opened(sent).getexif().get_ifd(0x8825)[2] == (49.0, 11.0, 42.0)
    assert sent.count(CANARY) > 5
    assert not nothing_but_pixels(sent)


def test_a_turned_photo_is_stored_as_it_is_to_be_seen() -> None:
    image = opened(redrawn(turned_photo()))
    assert image.size == (40, 60)
    assert near(image.getpixel((20, 5)), RED)
    assert near(image.getpixel((20, 55)), BLUE)


def test_the_first_frame_is_kept() -> None:
    assert near(opened(redrawn(animation("WEBP"))).getpixel((5, 5)), RED)


def test_what_lies_under_transparent_pixels_goes() -> None:
    hidden = encoded(Image.new("RGBA", (9, 9), (200, 10, 10, 0)), "PNG")
    assert opened(redrawn(hidden)).getpixel((4, 4)) == WHITE


def test_deep_greys_and_printing_colours_keep_their_look() -> None:
    deep = encoded(Image.new("I;16", (9, 9), 0x8000), "PNG")
    assert opened(redrawn(deep)).getpixel((4, 4)) == (128, 128, 128)
    printed = encoded(Image.new("CMYK", (9, 9), (0, 255, 255, 0)), "JPEG")
    assert near(opened(redrawn(printed)).getpixel((4, 4)), RED)


def test_a_large_photo_is_scaled_down_and_keeps_its_shape() -> None:
    assert opened(redrawn(photo((6000, 3000)))).size == (SIDE, SIDE // 2)
    assert opened(redrawn(png(3000, 6001, 8, 2))).size == (SIDE // 2, SIDE)


def near(seen: object, wanted: tuple[int, int, int]) -> bool:
    assert isinstance(seen, tuple)
    return all(abs(one - other) < 6 for one, other in zip(seen, wanted, strict=True))
