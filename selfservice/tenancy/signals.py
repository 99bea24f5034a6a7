"""News about shops, for the apps above."""

from __future__ import annotations

from django.dispatch import Signal

# shop: Shop. Sent within the shop's scope and in the transaction that makes it; a receiver that
# raises calls the whole start off.
shop_started = Signal()

# shop: Shop. Sent within the transaction in which an owner says which languages it speaks.
languages_changed = Signal()
