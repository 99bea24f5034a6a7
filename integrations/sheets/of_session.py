"""The rows that came of a session: to be told to the shopper, and erased at their wish."""

from __future__ import annotations

from uuid import UUID

from integrations.models import SheetRow


def rows_of(session: UUID) -> list[SheetRow]:
    return list(SheetRow.objects.filter(session=session).order_by("at", "id"))


def forget(session: UUID) -> int:
    """How many rows were removed, of files that go on and of ended ones."""
    removed, _by_model = SheetRow.objects.filter(session=session).delete()
    return removed


def columns_in(row: SheetRow) -> list[str]:
    """What was noted, by name alone: the values may be such that need a proof to be shown."""
    return [name for name, value in row.cells if value not in (None, "", [])]
