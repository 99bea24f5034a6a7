"""Adds what a flow asked to note as one row, once for each key."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from integrations.capabilities import Call
from integrations.models import Connection, SheetRow
from integrations.sheets.names import LONGEST_COLUMN, apart, column_name, table_name
from selfservice import clock


def append(connection: Connection, call: Call) -> SheetRow:
    """The row of this call; repeating the call changes nothing. Within the shop's scope."""
    row = SheetRow(
        shop=connection.shop,
        connection=connection,
        table=table_name(call.arguments.get("table")) or _("Rows"),
        key=call.key,
        session=_uuid(call.context.get("session")),
        cells=_cells(call),
        at=clock.now(),
    )
    SheetRow.objects.bulk_create([row], ignore_conflicts=True)
    return SheetRow.objects.get(key=call.key)


def _cells(call: Call) -> list[list[Any]]:
    """The columns that the flow names, or else everything that was answered."""
    given = call.arguments.get("row")
    if given is None:
        pairs = list(_answered(call.context))
    else:
        pairs = list(given.items()) if isinstance(given, Mapping) else [(_("Value"), given)]
    names = apart((column_name(name) for name, _value in pairs), LONGEST_COLUMN)
    return [[name, value] for name, (_name, value) in zip(names, pairs, strict=True)]


def _answered(case: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    number = _order_number(case.get("facts"))
    if number:
        yield _("Order"), number
    for line in case.get("transcript") or []:
        if line.get("answer"):
            yield str(line.get("title") or line.get("question") or ""), line["answer"]


def _order_number(facts: Any) -> Any:
    order = facts.get("order") if isinstance(facts, Mapping) else None
    return order.get("number") if isinstance(order, Mapping) else None


def _uuid(given: Any) -> UUID | None:
    try:
        return UUID(str(given)) if given else None
    except ValueError:
        return None
