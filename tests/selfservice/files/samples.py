"""Pictures and files that people and attackers send, each built here."""

from __future__ import annotations

import os
import struct
import zlib
from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

CANARY = b"kanarek4711"
PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'
HTML = b"<!doctype html><script>alert(1)</script>"
HEIC = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic" + bytes(100)


def upload(content: bytes, name: str = "photo.jpg", type: str = "image/jpeg") -> Any:
    return SimpleUploadedFile(name, content, type)


def encoded(image: Image.Image, format: str, **options: Any) -> bytes:
    out = BytesIO()
    image.save(out, format, **options)
    return out.getvalue()


def photo(size: tuple[int, int] = (60, 40), **options: Any) -> bytes:
    """A camera's JPEG; the left half is red and the right half blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, *size))
    return encoded(image, "JPEG", **options)


def talkative_photo() -> bytes:
    """The canary as place, author, XMP, IPTC and comment, and behind the picture."""
    exif = Image.Exif()
    exif[0x010E] = exif[0x013B] = CANARY.decode()
    exif[0x8825] = {1: "N", 2: (49.0, 11.0, 42.0), 3: "E", 4: (16.0, 36.0, 30.0)}
    exif[0x8769] = {0x927C: CANARY}
    plain = photo(exif=exif, comment=CANARY, icc_profile=CANARY * 12)
    xmp = _segment(0xE1, b"http://ns.adobe.com/xap/1.0/\x00<x:xmpmeta>" + CANARY)
    iptc = _segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\x00\x00\x00\x0b" + CANARY)
    return plain[:2] + xmp + iptc + plain[2:] + b"PK\x03\x04" + CANARY + HTML


def _segment(marker: int, content: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content


def turned_photo() -> bytes:
    """Stored lying, to be shown standing: its red half is above."""
    exif = Image.Exif()
    exif[0x0112] = 6
    return photo(exif=exif)


def png(width: int, height: int, depth: int = 8, colour: int = 0, *more: bytes) -> bytes:
    """All zeros, so that a small file is a large picture; `more` are chunks before the pixels."""
    samples = {0: 1, 2: 3, 6: 4}[colour]
    row = bytes(1 + (width * depth * samples + 7) // 8)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row * min(64, height - top)) for top in range(0, height, 64))
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    pixels = chunk(b"IDAT", packed + packer.flush())
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + pixels + chunk(b"IEND", b"")


def chunk(name: bytes, content: bytes) -> bytes:
    return (
        struct.pack(">I", len(content))
        + name
        + content
        + struct.pack(">I", zlib.crc32(name + content))
    )


def text_bomb() -> bytes:
    """A note beside a small picture that unpacks to 500 MB."""
    return png(8, 8, 8, 0, chunk(b"zTXt", b"a\x00\x00" + zlib.compress(bytes(500_000_000), 9)))


def endless_jpeg(scans: int = 20_000) -> bytes:
    """Few bytes that a decoder goes over again and again."""
    plain = encoded(Image.new("L", (4000, 4000), 128), "JPEG", progressive=True)
    last = plain.rindex(b"\xff\xda")
    return plain[:-2] + plain[last:-2] * scans + plain[-2:]


def animation(format: str) -> bytes:
    frames = [Image.new("RGB", (30, 20), colour) for colour in ("red", "green", "blue")]
    return encoded(frames[0], format, save_all=True, append_images=frames[1:], duration=100)


def noise(width: int, height: int) -> bytes:
    return encoded(Image.frombytes("RGB", (width, height), os.urandom(width * height * 3)), "PNG")
