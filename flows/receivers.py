"""What flows does when news travels up; each receiver may be called twice without harm."""

from __future__ import annotations

from flows.left_alone import mask_left_alone
from flows.publishing import published, unpublished
from flows.ready_made import install_with_shop, speak_with_shop
from flows.runtime.settling import settle
from flows.teaching import hear
from integrations.signals import delivery_settled
from selfservice.privacy.signals import overdue_removed
from selfservice.tenancy.signals import languages_changed, shop_started

delivery_settled.connect(settle, dispatch_uid="flows.settle")
published.connect(hear, dispatch_uid="flows.published")
unpublished.connect(hear, dispatch_uid="flows.unpublished")
shop_started.connect(install_with_shop, dispatch_uid="flows.install_with_shop")
languages_changed.connect(speak_with_shop, dispatch_uid="flows.speak_with_shop")
overdue_removed.connect(mask_left_alone, dispatch_uid="flows.mask_left_alone")
