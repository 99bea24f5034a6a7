"""The kinds of file that are taken, told by their first bytes; what was claimed counts nothing."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """Values are media types."""

    JPEG = "image/jpeg"
    PNG = "image/png"
    WEBP = "image/webp"
    PDF = "application/pdf"

    @property
    def extension(self) -> str:
        return "jpg" if self is Kind.JPEG else self.value.partition("/")[2]


# An input that names JPEG makes an iPhone send its HEIC photos as JPEG.
ACCEPT = ",".join(Kind)
_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}


def kind_of(content: bytes) -> Kind | None:
    if content.startswith(b"\xff\xd8\xff"):
        return Kind.JPEG
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return Kind.PNG
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return Kind.WEBP
    return Kind.PDF if content.startswith(b"%PDF-") else None


def is_heif(content: bytes) -> bool:
    """A phone's own format, which is not read here."""
    return content[4:8] == b"ftyp" and content[8:12] in _HEIF_BRANDS
