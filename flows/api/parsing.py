"""Reads the body of a call: JSON of a size and depth that an answer can have."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from io import BytesIO
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.exceptions import APIException, ParseError
from rest_framework.parsers import JSONParser

LARGEST = 200_000  # bytes
DEEPEST = 20  # lists and objects within each other; what reads them further on does so by recursion


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
            parsed = super().parse(BytesIO(body), media_type, parser_context)
        except RecursionError as error:
            raise ParseError(_("This is nested too deeply.")) from error
        if _is_too_deep(parsed):
            raise ParseError(_("This is nested too deeply."))
        return parsed


def _is_too_deep(parsed: Any) -> bool:
    """Looks at one level after the other."""
    level = [parsed]
    for _depth in range(DEEPEST):
        level = [inner for each in level for inner in _within(each)]
    return any(isinstance(each, dict | list) for each in level)


def _within(each: Any) -> Iterable[Any]:
    if isinstance(each, dict):
        return each.values()
    return each if isinstance(each, list) else ()
