"""The scope that every query on a shop's rows needs; without it a query raises."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django_scopes import scope, scopes_disabled

if TYPE_CHECKING:
    from selfservice.tenancy.models import Shop

__all__ = ["across_shops", "within"]


@contextmanager
def within(shop: Shop) -> Iterator[None]:
    """Only this shop's rows are visible. `None` is refused: django-scopes would show all."""
    if shop is None:
        raise ValueError("A scope needs a shop.")
    with scope(shop=shop):
        yield


# For the installation's own work: migrations, sweeps, the superuser's pages.
across_shops = scopes_disabled
