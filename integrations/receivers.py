"""What integrations does when news comes from below; the receiver may be called twice."""

from __future__ import annotations

from integrations.setting_up import set_up_with_shop
from selfservice.tenancy.signals import shop_started

shop_started.connect(set_up_with_shop, dispatch_uid="integrations.set_up_with_shop")
