"""The demo's mailbox: what the shop's mails would have said."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from integrations.demo_shop.models import DemoMail

SHOWN = 50


@require_safe
@never_cache
def mailbox(request: HttpRequest) -> HttpResponse:
    mails = DemoMail.objects.order_by("-at")[:SHOWN]
    return render(request, "demo/mailbox.html", {"mails": mails})


@require_safe
@never_cache
def mail(request: HttpRequest, mail_id: UUID) -> HttpResponse:
    return render(request, "demo/mail.html", {"mail": get_object_or_404(DemoMail, pk=mail_id)})
