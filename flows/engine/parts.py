"""Every part of a document with the path that leads to it, to read or to rebuild."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeVar

from flows.engine.document import Part

AnyPart = TypeVar("AnyPart", bound=Part)
Change = Callable[[str, Part], Part]


def parts(part: Part, path: str = "") -> Iterator[tuple[str, Part]]:
    """The part itself and all below it, with paths such as `steps/ask/fields/email`."""
    yield path, part
    for name in type(part).model_fields:
        for key, each in _nested(getattr(part, name)):
            yield from parts(each, _join(path, name, key))


def rebuilt(part: AnyPart, change: Change, path: str = "") -> AnyPart:
    """A copy in which `change` replaced every part, the inner ones first."""
    new = {}
    for name in type(part).model_fields:
        value = getattr(part, name)
        if _nested(value):
            new[name] = _rebuilt_value(value, change, _join(path, name))
    changed: Any = change(path, part.model_copy(update=new) if new else part)
    return changed  # type: ignore[no-any-return]


def key_of(part: Part) -> str:
    """What tells a part from the others in its list: its id or its name."""
    return str(getattr(part, "id", "") or getattr(part, "name", ""))


def _nested(value: Any) -> list[tuple[str, Part]]:
    if isinstance(value, Part):
        return [("", value)]
    if isinstance(value, tuple):
        return [(key_of(each), each) for each in value if isinstance(each, Part)]
    if isinstance(value, Mapping):
        return [(key, each) for key, each in value.items() if isinstance(each, Part)]
    return []


def _rebuilt_value(value: Any, change: Change, path: str) -> Any:
    if isinstance(value, Part):
        return rebuilt(value, change, path)
    if isinstance(value, tuple):
        return tuple(rebuilt(each, change, _join(path, key_of(each))) for each in value)
    return {key: rebuilt(each, change, _join(path, key)) for key, each in value.items()}


def _join(*names: str) -> str:
    return "/".join(name for name in names if name)
