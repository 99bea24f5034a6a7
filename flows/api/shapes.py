"""The JSON shapes of the API: what comes in is checked here, what goes out is written here."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from django.utils.translation import gettext as _
from rest_framework import serializers

from flows.runtime.options import LONGEST as LONGEST_OPTION
from flows.runtime.rating import LONGEST as LONGEST_COMMENT
from flows.view import TranscriptLine, View
from selfservice.tenancy.identity import LONGEST as LONGEST_IDENTITY

NOT_IN_JSON = {
    *("html", "transcript", "button", "person", "can_start_another", "rating"),
    *("can_ask", "question_notice", "asked", "topic"),
}
ALWAYS = {"step", "kind", "text", "can_go_back"}


class StartShape(serializers.Serializer[Any]):
    flow = serializers.SlugField(required=False, max_length=60)
    language = serializers.CharField(required=False, max_length=10)
    page = serializers.CharField(required=False, max_length=300)
    identity = serializers.CharField(required=False, max_length=LONGEST_IDENTITY)


class AnswerShape(serializers.Serializer[Any]):
    """Exactly one of `option` and `values`."""

    step = serializers.CharField(max_length=60)
    option = serializers.CharField(required=False, max_length=LONGEST_OPTION)
    values = serializers.DictField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("option" in attrs) == ("values" in attrs):
            raise serializers.ValidationError(_("Send either option or values."))
        return attrs


class BackShape(serializers.Serializer[Any]):
    to = serializers.CharField(required=False, max_length=60)


class LinkShape(serializers.Serializer[Any]):
    """With an address the link is sent there; without one it is the answer."""

    email = serializers.EmailField(required=False, max_length=254)


class RatingShape(serializers.Serializer[Any]):
    score = serializers.IntegerField(min_value=1, max_value=5)
    comment = serializers.CharField(required=False, allow_blank=True, max_length=LONGEST_COMMENT)


def view_data(view: View) -> dict[str, Any]:
    """Absent parts are left out."""
    data: dict[str, Any] = {}
    for field in fields(view):
        value = getattr(view, field.name)
        if field.name in ALWAYS or (field.name not in NOT_IN_JSON and value not in EMPTY):
            data[field.name] = plain(value)
    if view.question_notice:
        data["notices"] = [*data.get("notices", []), view.question_notice]
    return data


def transcript_data(view: View) -> list[dict[str, Any]]:
    """A typed question is a line like any other here; an empty answer, such as the way to a
    person, is there and empty."""
    names = [field.name for field in fields(TranscriptLine) if field.name != "typed"]
    return [{name: getattr(line, name) for name in names} for line in view.transcript]


EMPTY: tuple[Any, ...] = (None, "", (), {})


def plain(value: Any) -> Any:
    """Dataclasses and tuples as JSON objects and arrays, without their empty optional parts."""
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(each) for name, each in pairs if each not in EMPTY}
    return value
