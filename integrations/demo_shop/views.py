"""The demo's mailbox: what the shop's mails would have said, and when by the shop's clock."""

from __future__ import annotations

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from integrations.demo_shop.models import DemoMail
from integrations.demo_shop.storefront import KEY
from selfservice.tenancy.models import Shop

SHOWN = 50


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    mails = DemoMail.objects.order_by("-at")[:SHOWN]
    return _drawn(request, "demo/mailbox.html", {"mails": mails})


@require_safe
@never_cache
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    return _drawn(request, "demo/mail.html", {"mail": get_object_or_404(DemoMail, pk=mail_id)})


def _drawn(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    shop = Shop.objects.filter(key=KEY).first()
    with timezone.override(ZoneInfo(shop.time_zone) if shop else None):
        return render(request, template, context)
