"""A program of its own that makes a picture anew from its pixels, within hard limits.

Reads the picture from stdin and writes the new one to stdout; its status says how that went. It
is run by path and in isolation, and imports nothing of ours: neither keys nor database are near.
"""

from __future__ import annotations

import resource
import sys
from io import BytesIO

from PIL import Image, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

DONE, UNREADABLE, TOO_MANY_PIXELS = 0, 3, 4

FORMATS = [
    JpegImagePlugin.JpegImageFile.format,
    PngImagePlugin.PngImageFile.format,
    WebPImagePlugin.WebPImageFile.format,
]
STRIP = 2_000_000  # pixels that are worked on at a time
QUALITY = 88
COMPRESS_LEVEL = 3  # of PNG; more takes three times as long and gains nothing on photos
ORIENTATION = 0x0112
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


def limit(octets: int, seconds: int) -> None:
    """Memory and time; and no files, so that nothing but stdout can be written to."""
    if sys.platform == "linux":  # elsewhere the address space cannot be limited
        _lower(resource.RLIMIT_AS, octets)
    _lower(resource.RLIMIT_CPU, seconds)
    _lower(resource.RLIMIT_FSIZE, 0)
    _lower(resource.RLIMIT_CORE, 0)


def _lower(kind: int, most: int) -> None:
    hard = resource.getrlimit(kind)[1]
    most = most if hard == resource.RLIM_INFINITY else min(most, hard)
    resource.setrlimit(kind, (most, most))


def redrawn(content: bytes, most_pixels: int, side: int) -> bytes | None:
    """PNG stays PNG, so that writing stays sharp; all else is JPEG. None: too many pixels."""
    image = Image.open(BytesIO(content), formats=FORMATS)
    if image.width * image.height > most_pixels:
        return None
    image.draft("RGB", (side, side))  # a JPEG is decoded near the size it will have
    image.load()
    new = _flat(image, side)
    new.thumbnail((side, side))
    turn = UPRIGHT.get(_orientation(image))
    new = new if turn is None else new.transpose(turn)
    out = BytesIO()
    kept = "PNG" if image.format == "PNG" else "JPEG"
    new.save(out, kept, quality=QUALITY, compress_level=COMPRESS_LEVEL)
    return out.getvalue()


def _flat(image: Image.Image, side: int) -> Image.Image:
    """The first frame on white, roughly scaled; strip by strip, so that memory stays small.

    What lies under transparent pixels may be more than the sender sees, so it goes.
    """
    times = max(1, max(image.size) // side)
    new = Image.new("RGB", (-(-image.width // times), -(-image.height // times)), "white")
    rows = max(1, STRIP // (image.width * times))
    for top in range(0, new.height, rows):
        bottom = min(image.height, (top + rows) * times)
        strip = _eight_bits(image.crop((0, top * times, image.width, bottom))).convert("RGBA")
        ground = Image.new("RGB", strip.size, "white")
        ground.paste(strip, mask=strip.getchannel("A"))
        new.paste(ground.reduce(times), (0, top))
    return new


def _eight_bits(strip: Image.Image) -> Image.Image:
    """Pillow cuts deeper greys off at white instead of scaling them."""
    if not strip.mode.startswith("I"):
        return strip
    return strip.convert("I").point(lambda grey: grey * (1 / 256)).convert("L")


def _orientation(image: Image.Image) -> int:
    try:
        return int(image.getexif().get(ORIENTATION, 1))
    except Exception:  # a picture is no worse for what a camera wrote beside it
        return 1


def main(most_pixels: int, side: int, octets: int, seconds: int) -> int:
    limit(octets, seconds)
    try:
        new = redrawn(sys.stdin.buffer.read(), most_pixels, side)
    except Exception:  # whatever a decoder stumbles over, the end of its memory too
        return UNREADABLE
    if new is None:
        return TOO_MANY_PIXELS
    sys.stdout.buffer.write(new)
    sys.stdout.buffer.flush()
    return DONE


if __name__ == "__main__":
    Image.MAX_IMAGE_PIXELS = None  # ours is the only count, and it refuses instead of warning
    sys.exit(main(*map(int, sys.argv[1:])))
