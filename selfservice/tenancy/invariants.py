"""Finds rows that point at another shop's rows, for every foreign key between shops' rows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import F

from selfservice.tenancy.owned import ShopOwned
from selfservice.tenancy.scope import across_shops


@dataclass(frozen=True, slots=True)
class Link:
    """A foreign key from one shop-owned model to another."""

    model: type[ShopOwned]
    field: str

    def __str__(self) -> str:
        return f"{self.model._meta.label}.{self.field}"


def links() -> Iterator[Link]:
    for model in apps.get_models():
        if issubclass(model, ShopOwned):
            for field in model._meta.concrete_fields:
                if isinstance(field, models.ForeignKey) and _owned(field):
                    yield Link(model, field.name)


def strays(link: Link) -> models.QuerySet[Any]:
    """Rows whose linked row belongs to another shop. To be read with `across_shops`."""
    with across_shops():
        rows = link.model.objects.exclude(**{f"{link.field}__isnull": True})
        return rows.exclude(**{f"{link.field}__shop": F("shop")})


def found() -> dict[str, list[Any]]:
    """The keys of stray rows by link, without the links that hold."""
    with across_shops():
        keys = {str(link): list(strays(link).values_list("pk", flat=True)) for link in links()}
    return {name: rows for name, rows in keys.items() if rows}


def _owned(field: models.ForeignKey[Any, Any]) -> bool:
    return isinstance(field.related_model, type) and issubclass(field.related_model, ShopOwned)
