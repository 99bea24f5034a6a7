"""What every part of a step's form has in common."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from flows.builder.bench import Bench
from flows.builder.inputs import PartForm


class StepPart(PartForm):
    """`values` are the step's new parts, `leads` its exits by where they lead, or to nothing."""

    template: ClassVar[str] = ""
    prefixed: ClassVar[str | None] = None
    rows: list[Any]

    def __init__(self, bench: Bench, step: Any, **kwargs: Any) -> None:
        super().__init__(bench.languages, **kwargs)
        self.bench, self.step, self.rows = bench, step, []
        self.build(kwargs.get("data"))

    def build(self, data: Any) -> None:
        raise NotImplementedError

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def values(self) -> dict[str, Any]:
        return {}

    def leads(self) -> Mapping[str, str]:
        return {}
