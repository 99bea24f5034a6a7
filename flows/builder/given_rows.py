"""The arguments of a look-up or action in its step's form, a form each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from flows.builder.bench import Bench
from flows.builder.column_rows import ColumnsRow
from flows.builder.inputs import PartForm, line
from flows.builder.source_rows import SourceRow
from flows.engine.document import Given
from integrations.argument_names import name_label


@dataclass(frozen=True, slots=True)
class Wanted:
    """The arguments that are asked for; `mapped` ones are columns of the effect `of`, `named` ones
    a name that is the same in every language."""

    required: tuple[str, ...] = ()
    optional: tuple[str, ...] = ()
    mapped: tuple[str, ...] = ()
    named: tuple[str, ...] = ()
    of: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        return *self.required, *self.optional


class GivenRow(SourceRow):
    """One argument."""

    template: ClassVar[str] = "builder/parts/given.html"

    def __init__(self, bench: Bench, name: str, given: Given, **kwargs: Any) -> None:
        super().__init__(bench, name_label(name), given, **kwargs)
        self.name = name

    def value(self) -> Given | None:
        chosen = self.chosen()
        return Given(**chosen) if chosen else None


class NameRow(PartForm):
    """One argument that is a name, such as a spreadsheet's."""

    template: ClassVar[str] = "builder/parts/plain_row.html"

    def __init__(self, bench: Bench, name: str, given: Given, **kwargs: Any) -> None:
        super().__init__(bench.languages, **kwargs)
        self.name = name
        initial = "" if given.value is None else str(given.value)
        self.fields["written"] = line(name_label(name), initial)

    def value(self) -> Given | None:
        written = self.cleaned_data["written"]
        return Given(value=written) if written else None


ArgumentRow = GivenRow | NameRow | ColumnsRow


def given_rows(
    bench: Bench, wanted: Wanted, arguments: Mapping[str, Given], prefix: str, data: Any
) -> list[ArgumentRow]:
    """A row for each name, and for each argument already given under another."""
    return [
        _row(
            bench, name, arguments.get(name, Given()), wanted, prefix=f"{prefix}-{name}", data=data
        )
        for name in dict.fromkeys([*wanted.names, *arguments])
    ]


def _row(bench: Bench, name: str, given: Given, wanted: Wanted, **kwargs: Any) -> ArgumentRow:
    if name in wanted.mapped or given.columns:
        required = name in wanted.required
        return ColumnsRow(bench, name, given, of=wanted.of, required=required, **kwargs)
    if name in wanted.named and given.fact is None and given.text is None:
        return NameRow(bench, name, given, **kwargs)
    return GivenRow(bench, name, given, **kwargs)
