"""The admin's pages about shops and people."""

from __future__ import annotations

from selfservice.tenancy.shop_admin import ShopAdmin, ShopForm, ShopTabularInline

__all__ = ["ShopAdmin", "ShopForm", "ShopTabularInline"]
