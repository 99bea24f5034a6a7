"""The form of one step, and what saving it does to the document."""

from __future__ import annotations

from typing import Any

from flows.builder.bench import NEW, Bench
from flows.builder.row_gestures import then_do
from flows.builder.step_parts import PARTS, PLAIN
from flows.engine.document import Document
from flows.engine.edits import add, change, connect, disconnect
from flows.engine.edits.shape import step_of


class StepForm:
    """Its parts are built from the step as the editor saw it, and applied to what is there now."""

    def __init__(self, bench: Bench, step_id: str, data: Any = None) -> None:
        self.bench, self.step_id, self.data = bench, step_id, data
        self.step = step_of(bench.document, step_id)
        kinds = PARTS.get(type(self.step), PLAIN)
        self.parts = [kind(bench, self.step, data=data, prefix=kind.prefixed) for kind in kinds]

    def is_valid(self) -> bool:
        checked = [part.is_valid() for part in self.parts]  # every one, so that all errors show
        return all(checked)

    def applied_to(self, document: Document) -> tuple[Document, str]:
        """The document after the edit, and the step to show next."""
        values = {name: new for part in self.parts for name, new in part.values().items()}
        document = change(document, self.step_id, **values)
        leads = {each: to for part in self.parts for each, to in part.leads().items()}
        shown = self.step_id
        for exit_id, target in leads.items():
            document, made = self._led(document, exit_id, target)
            shown = made or shown
        return then_do(document, self.step_id, self.data), shown

    def _led(self, document: Document, exit_id: str, target: str) -> tuple[Document, str]:
        if exit_id not in document.steps[self.step_id].exit_ids():
            return document, ""
        if target.startswith(NEW):
            return add(document, target.removeprefix(NEW), (self.step_id, exit_id))
        if not target:
            return disconnect(document, self.step_id, exit_id), ""
        return connect(document, self.step_id, exit_id, target), ""
