"""Takes a file for the session; its id is then a value of a file field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from rest_framework.parsers import DataAndFiles, MultiPartParser
from rest_framework.request import Request
from rest_framework.response import Response

from flows import runtime
from flows.api.views import SessionView, held
from flows.submissions import Answered, once
from selfservice.files.arriving import digest_of, too_large
from selfservice.files.taking import TOO_LARGE
from selfservice.tenancy.address import client_address
from selfservice.tenancy.scope import within


class FileParser(MultiPartParser):
    """Refuses by the announced length, before the body is read."""

    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> DataAndFiles[Any, Any]:
        request = (parser_context or {})["request"]
        if too_large(request, files=1):
            raise runtime.TooLarge({"file": TOO_LARGE})
        return super().parse(stream, media_type, parser_context)


class Files(SessionView):
    parser_classes = [FileParser]

    def post(self, request: Request) -> Response:
        passage, upload = held(request), _sent(request)
        address = client_address(request)

        def answered() -> Answered:
            file = runtime.keep_file(passage, upload, address)
            return Answered(201, {"file": asdict(file)})

        with within(passage.session.shop):
            key = request.headers.get("Idempotency-Key", "")
            asked = [request.path, upload.name, digest_of(upload)] if key else []
            done = once(passage.session, key, asked, answered)
        return Response(done.body, status=done.status)


def _sent(request: Request) -> UploadedFile[Any]:
    upload = request.FILES.get("file")
    if isinstance(upload, UploadedFile):
        return upload
    raise runtime.Invalid({"file": _("Send one file as multipart form data, named file.")})
