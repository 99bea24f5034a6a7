"""What flows does when news travels up; each receiver may be called twice without harm."""

from __future__ import annotations

from flows.runtime.settling import settle
from flows.starting import install_with_shop
from integrations.signals import delivery_settled
from selfservice.tenancy.signals import shop_started

delivery_settled.connect(settle, dispatch_uid="flows.settle")
shop_started.connect(install_with_shop, dispatch_uid="flows.install_with_shop")
