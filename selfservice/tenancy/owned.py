"""The base of every model that belongs to a shop: scoped reads, and links that stay in the shop."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django_scopes import ScopedManager, get_scope


class OtherShop(ValidationError):
    """A row was about to point at another shop's row."""


class ShopQuerySet(models.QuerySet[Any]):
    """Refuses cross-shop links on the bulk paths too."""

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        rows = list(objs)
        for row in rows:
            row.check_links()
        return super().bulk_create(rows, *args, **kwargs)

    def bulk_update(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> int:
        rows = list(objs)
        for row in rows:
            row.check_links()
        return super().bulk_update(rows, *args, **kwargs)

    def update(self, **values: Any) -> int:
        """Within a scope, links go to rows of its shop; without one, the invariants query looks."""
        scope = get_scope()
        shop = scope.get("shop") if scope.get("_enabled", True) else None
        for name, value in values.items():
            if shop is not None and isinstance(value, ShopOwned) and value.shop_id != shop.pk:
                raise OtherShop(f"{name} belongs to another shop.")
        return super().update(**values)


_Row = TypeVar("_Row", bound=models.Model)

if TYPE_CHECKING:  # django-scopes builds its manager at run time

    class ShopManager(models.Manager[_Row]):
        def with_scopes_disabled(self) -> models.Manager[_Row]: ...

else:

    class ShopManager(
        type(ScopedManager(shop="shop", _manager_class=models.Manager.from_queryset(ShopQuerySet)))
    ):
        pass


class ShopOwned(models.Model):
    """One shop's row. `objects` raises outside a scope."""

    shop = models.ForeignKey("tenancy.Shop", on_delete=models.CASCADE, editable=False)

    objects = ShopManager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.check_links()
        super().save(*args, **kwargs)

    def check_links(self) -> None:
        """Raises OtherShop if a loaded relation belongs to another shop.

        Relations set by bare id are covered by the scoped form fields and by the invariants query.
        """
        for field in self._meta.concrete_fields:
            if not isinstance(field, models.ForeignKey) or field.name == "shop":
                continue
            linked = self._state.fields_cache.get(field.name)
            if isinstance(linked, ShopOwned) and linked.shop_id != self.shop_id:
                raise OtherShop(f"{field.name} belongs to another shop.")
