"""What came back: its status by what happens next, its body within limits and as JSON."""

from __future__ import annotations

import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from django.utils.translation import gettext as _

from integrations.http.statuses import fault_of, unclear

MOST = 1024 * 1024  # bytes, packed and unpacked


class NotReadable(Exception):
    """The body is too long, or packed in a way that we did not ask for."""


@dataclass(frozen=True, slots=True)
class Answer:
    """`headers` by their names in small letters. `changes` is what the question said of itself."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    host: str
    changes: bool

    def make_sure(self) -> None:
        """Raises what anything but a 2xx means. A connector that knows its vendor's own codes
        looks at them before."""
        fault = fault_of(self.status, self.headers, self.host, self.changes)
        if fault is not None:
            raise fault

    def json(self) -> Any:
        """Raises Silent, or TryAgain for a question that changed nothing."""
        try:
            return json.loads(self.body.decode(), parse_constant=_no_number)
        except (ValueError, RecursionError) as error:
            sentence = _("%(host)s answered something that makes no sense.") % {"host": self.host}
            raise unclear(sentence, self.changes) from error


def unpacked(pieces: Iterable[bytes], packing: str) -> bytes:
    """Never holds more than the limit, however small the packed body is. Raises NotReadable."""
    if packing in {"", "identity"}:
        return _joined(pieces)
    if packing not in {"gzip", "x-gzip"}:
        raise NotReadable
    gzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    body = b""
    try:
        for piece in pieces:
            body += gzip.decompress(piece, MOST + 1 - len(body))
            if gzip.unconsumed_tail or gzip.unused_data or len(body) > MOST:
                raise NotReadable
    except zlib.error as error:
        raise NotReadable from error
    if not gzip.eof:
        raise NotReadable
    return body


def _joined(pieces: Iterable[bytes]) -> bytes:
    body = bytearray()
    for piece in pieces:
        body += piece
        if len(body) > MOST:
            raise NotReadable
    return bytes(body)


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is not JSON.")
