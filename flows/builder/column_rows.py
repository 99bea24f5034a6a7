"""The columns of an argument, a form each."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _

from flows.builder.bench import Bench
from flows.builder.inputs import PartForm, line
from flows.builder.source_rows import SourceRow
from flows.engine.document import Column, Given
from integrations.argument_names import name_label

LONGEST_NAME = 60


class ColumnRow(SourceRow):
    """One column: its name, and what goes in. `key` names it to the buttons."""

    def __init__(self, bench: Bench, column: Column, key: str, **kwargs: Any) -> None:
        written = [each for each in bench.languages if (column.text or {}).get(each)]
        languages = written or [bench.language]  # one will do: only the shop reads it
        super().__init__(bench, _("What goes in"), column, languages, **kwargs)
        self.key = key
        self.fields["name"] = line(_("Name of the column"), column.name, LONGEST_NAME)

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not name:
            raise forms.ValidationError(_("Give the column a name."))
        return name

    def column(self) -> Column:
        return Column(name=self.cleaned_data["name"], **self.chosen())


class ColumnsRow(PartForm):
    """An argument made of columns; left without any, everything that was answered goes in."""

    template: ClassVar[str] = "builder/parts/columns.html"

    def __init__(
        self, bench: Bench, name: str, given: Given, *, of: str, required: bool, **kwargs: Any
    ) -> None:
        super().__init__(bench.languages, **kwargs)
        self.name, self.label, self.key = name, name_label(name), f"{of}:{name}"
        self.required = required
        prefix, data = kwargs["prefix"], kwargs.get("data")
        self.rows = [
            ColumnRow(bench, column, f"{self.key}:{place}", prefix=f"{prefix}-{place}", data=data)
            for place, column in enumerate(_columns(name, given))
        ]

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(row.is_valid() for row in self.rows)])

    def value(self) -> Given | None:
        columns = tuple(row.column() for row in self.rows)
        return Given(columns=columns) if columns else None


def _columns(name: str, given: Given) -> tuple[Column, ...]:
    """One value where columns are asked for is shown as the only one."""
    source = given.model_dump(include={"fact", "text", "value"}, exclude_none=True)
    only = (Column(name=name_label(name)[:LONGEST_NAME], **source),) if source else ()
    return given.columns or only
