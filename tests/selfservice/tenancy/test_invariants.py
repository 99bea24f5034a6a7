"""A row never points into another shop: refused when saved, found when it happened anyway."""

from __future__ import annotations

import pytest
from django_scopes.exceptions import ScopeError

from selfservice.privacy.models import AppendOnly
from selfservice.tenancy.invariants import Link, found, links
from selfservice.tenancy.models import Shop
from selfservice.tenancy.owned import OtherShop, ShopOwned
from selfservice.tenancy.scope import across_shops, within
from tests.selfservice.rows import make, shop_models

LINKS = list(links())


@pytest.mark.parametrize("link", LINKS, ids=str)
def test_a_stray_link_is_found(link: Link, shop: Shop, other_shop: Shop) -> None:
    row, target = _pair(link, shop, other_shop)
    assert found() == {}
    with across_shops():
        link.model._base_manager.filter(pk=row.pk).update(**{link.field: target})
    assert found() == {str(link): [row.pk]}


@pytest.mark.parametrize("link", LINKS, ids=str)
def test_a_stray_link_is_refused_when_saved(link: Link, shop: Shop, other_shop: Shop) -> None:
    row, target = _pair(link, shop, other_shop)
    setattr(row, link.field, target)
    with within(shop):
        with pytest.raises(OtherShop):
            row.save()
        with pytest.raises(OtherShop):
            link.model.objects.bulk_create([row])
        with pytest.raises((OtherShop, AppendOnly)):
            link.model.objects.bulk_update([row], [link.field])
        with pytest.raises((OtherShop, AppendOnly)):
            link.model.objects.update(**{link.field: target})


@pytest.mark.parametrize("model", shop_models(), ids=lambda model: model._meta.label)
@pytest.mark.django_db
def test_a_query_without_a_shop_raises(model: type[ShopOwned]) -> None:
    for refused in ("all", "first", "count"):
        with pytest.raises(ScopeError):
            getattr(model.objects, refused)()
    with pytest.raises(ScopeError):
        model.objects.filter(pk=1)


@pytest.mark.parametrize("model", shop_models(), ids=lambda model: model._meta.label)
def test_only_the_current_shops_rows_are_seen(
    model: type[ShopOwned], shop: Shop, other_shop: Shop
) -> None:
    row = make(model, shop)
    with within(other_shop):
        assert not model.objects.filter(pk=row.pk).exists()
    with within(shop):
        assert model.objects.filter(pk=row.pk).exists()


def test_a_scope_without_a_shop_is_refused() -> None:
    with pytest.raises(ValueError, match="needs a shop"), within(None):  # type: ignore[arg-type]
        pass


def _pair(link: Link, shop: Shop, other_shop: Shop) -> tuple[ShopOwned, ShopOwned]:
    target: type[ShopOwned] = link.model._meta.get_field(link.field).related_model  # type: ignore[assignment]
    return make(link.model, shop), make(target, other_shop)
