"""The JSON shapes of the API: what comes in is checked here, what goes out is written here."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from typing import Any

from rest_framework import serializers

from flows.view import View

NOT_IN_JSON = {"html", "transcript", "button", "person", "can_start_another", "rating"}
ALWAYS = {"step", "kind", "text", "can_go_back"}


class StartShape(serializers.Serializer[Any]):
    flow = serializers.SlugField(required=False, max_length=60)
    language = serializers.CharField(required=False, max_length=10)
    page = serializers.CharField(required=False, max_length=300)


class AnswerShape(serializers.Serializer[Any]):
    """Exactly one of `option` and `values`."""

    step = serializers.CharField(max_length=60)
    option = serializers.CharField(required=False, max_length=60)
    values = serializers.DictField(required=False)

    def validate(self, attrs: dict[str, Any]) -> dict[str, Any]:
        if ("option" in attrs) == ("values" in attrs):
            raise serializers.ValidationError("Send either option or values.")
        return attrs


class BackShape(serializers.Serializer[Any]):
    to = serializers.CharField(required=False, max_length=60)


def view_data(view: View) -> dict[str, Any]:
    """Absent parts are left out."""
    data: dict[str, Any] = {}
    for field in fields(view):
        value = getattr(view, field.name)
        if field.name in ALWAYS or (field.name not in NOT_IN_JSON and value not in EMPTY):
            data[field.name] = plain(value)
    return data


EMPTY: tuple[Any, ...] = (None, "", (), {})


def plain(value: Any) -> Any:
    """Dataclasses and tuples as JSON objects and arrays, without their empty optional parts."""
    if isinstance(value, tuple | list):
        return [plain(each) for each in value]
    if is_dataclass(value):
        pairs = ((field.name, getattr(value, field.name)) for field in fields(value))
        return {name: plain(each) for name, each in pairs if each not in EMPTY}
    return value
