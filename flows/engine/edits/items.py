"""Edits of a step's lists: what options, fields and rules have in common."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flows.engine.document import Document, Part, Step
from flows.engine.edits.shape import checked_id, free_id, step_of, with_parts, with_step
from flows.engine.parts import key_of
from flows.engine.refusal import EditRefused


@dataclass(frozen=True, slots=True)
class Items:
    """`parts` is the step's list, `word` what one item is called, `key` what tells items apart."""

    parts: str
    word: str
    key: str = "id"

    def add(self, document: Document, step_id: str, item: dict[str, Any]) -> tuple[Document, str]:
        items = self._of(document, step_id)
        taken = {key_of(each) for each in items}
        key = checked_id(str(item.get(self.key) or self.word))
        key = free_id(key, taken)
        return self._with(document, step_id, [*items, {**item, self.key: key}]), key

    def change(self, document: Document, step_id: str, key: str, /, **new: Any) -> Document:
        """An exit named like the item follows when the item's id changes."""
        items = self._of(document, step_id)
        at = self._index(items, key)
        new_key = checked_id(str(new.get(self.key, key)))
        if new_key != key and new_key in {key_of(each) for each in items}:
            raise EditRefused("item_taken", item=new_key)
        changed: list[Any] = [*items]
        changed[at] = {**dict(items[at]), **new}
        step = step_of(document, step_id)
        exits = {new_key if each == key else each: to for each, to in step.exits.items()}
        return self._with(document, step_id, changed, exits=exits)

    def move(self, document: Document, step_id: str, key: str, to: int) -> Document:
        """`to` is the wanted place, counted from 0; beyond either end it is that end."""
        items = list(self._of(document, step_id))
        item = items.pop(self._index(items, key))
        items.insert(max(0, min(to, len(items))), item)
        return self._with(document, step_id, items)

    def remove(self, document: Document, step_id: str, key: str) -> Document:
        items = list(self._of(document, step_id))
        del items[self._index(items, key)]
        return self._with(document, step_id, items)

    def _of(self, document: Document, step_id: str) -> Sequence[Part]:
        items: Sequence[Part] | None = getattr(step_of(document, step_id), self.parts, None)
        if items is None:
            raise EditRefused(f"no_{self.parts}", step=step_id)
        return items

    def _index(self, items: Sequence[Part], key: str) -> int:
        at = next((at for at, each in enumerate(items) if key_of(each) == key), None)
        if at is None:
            raise EditRefused("no_item", item=key)
        return at

    def _with(self, document: Document, step_id: str, items: Sequence[Any], **new: Any) -> Document:
        step: Step = with_parts(step_of(document, step_id), {self.parts: tuple(items), **new})
        return with_step(document, step_id, step)
