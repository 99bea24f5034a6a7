"""How uploads come in: into nameless files, so that a crash leaves no photo behind unsealed."""

from __future__ import annotations

import codecs
import hashlib
import tempfile
from typing import IO, Any

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError

from selfservice.files.taking import LARGEST

BESIDE = 256 * 1024  # bytes for the other fields and what is around the parts


def too_large(request: HttpRequest, files: int = 5) -> bool:
    """Whether the body says that it holds more than so many files may; look before reading it."""
    sent = request.META.get("CONTENT_LENGTH") or "0"
    return sent.isdigit() and int(sent) > files * LARGEST + BESIDE


def digest_of(upload: UploadedFile[Any]) -> str:
    """SHA-256 of the content, to know the same upload again; it can be read anew afterwards."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


class NamelessFiles(FileUploadHandler):
    """What goes beyond the largest file is counted and not stored."""

    def handle_raw_input(
        self,
        input_data: IO[bytes],
        META: dict[str, str],  # noqa: N803 - Django's name
        content_length: int,
        boundary: str,
        encoding: str | None = None,
    ) -> None:
        """Refuses forms in other charsets, as Django does where no file is among the fields:
        some of Python's fail, and some make texts that no database takes."""
        if encoding and codecs.lookup(encoding).name != "utf-8":
            raise MultiPartParserError("Send the form in UTF-8.")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self.file: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - the request closes it

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if start <= LARGEST:
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> UploadedFile[Any]:
        self.file.seek(0)
        return UploadedFile(self.file, self.file_name, self.content_type, file_size, self.charset)
