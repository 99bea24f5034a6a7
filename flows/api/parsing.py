"""Reads the body of a call: JSON of a size and depth that an answer can have."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

LARGEST = 200_000  # bytes


class TooLarge(APIException):
    status_code = 413
    default_code = "too-large"
    default_detail = _("This is larger than any answer. Send less.")


class AnswerParser(JSONParser):
    def parse(
        self,
        stream: Any,
        media_type: str | None = None,
        parser_context: Mapping[str, Any] | None = None,
    ) -> Any:
        body = stream.read(LARGEST + 1)
        if len(body) > LARGEST:
            raise TooLarge
        try:
            return super().parse(BytesIO(body), media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("This is nested too deeply.")) from error
