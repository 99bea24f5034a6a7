"""Faults on demand: makes a change of a demo order go wrong in the way its row asks for."""

from __future__ import annotations

import time
from datetime import timedelta

from django.db.models import F, Q
from django.utils.translation import gettext as _

from integrations.demo_shop.models import DemoOrder, Fault
from integrations.errors import Misconfigured, Refused, Silent, TryAgain


def take(order: DemoOrder) -> str:
    """The fault of this call, counted down; empty when there is none left."""
    if not order.fault:
        return Fault.NONE
    left = DemoOrder.objects.filter(Q(fault_left__isnull=True) | Q(fault_left__gt=0), pk=order.pk)
    return order.fault if left.update(fault_left=F("fault_left") - 1) else Fault.NONE


def before(fault: str, slow_seconds: float) -> None:
    """Raises instead of making the change, or lets it pass after a while."""
    if fault == Fault.REFUSES:
        raise Refused(_("The shop's system refuses this."), "refused")
    if fault == Fault.FAILS:
        raise TryAgain(_("The shop's system is not there."))
    if fault == Fault.BUSY:
        raise TryAgain(_("The shop's system is busy."), after=timedelta(seconds=30))
    if fault == Fault.SILENT_BEFORE:
        raise Silent(_("The shop's system did not answer."))
    if fault == Fault.UNAUTHORISED:
        raise Misconfigured(_("The shop's system does not accept our key: enter a new one."))
    if fault == Fault.BROKEN:
        raise RuntimeError("broken on purpose")
    if fault == Fault.SLOW:
        time.sleep(slow_seconds)


def after(fault: str) -> None:
    if fault == Fault.SILENT_AFTER:
        raise Silent(_("The shop's system did not answer."))
