"""The button that gives a shop without a system of its own some orders to try."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from integrations.demo_shop.setting_up import connect_test_orders
from selfservice.privacy import audit
from selfservice.tenancy.access import need, person_of, shop_of
from selfservice.tenancy.roles import Action


@require_POST
def connect(request: HttpRequest) -> HttpResponse:
    need(request, Action.MANAGE_CONNECTIONS)
    shop, person = shop_of(request), person_of(request)
    with transaction.atomic():
        connection = connect_test_orders(shop, person.email)
        audit.record(shop, person, "connection.added", connection)
    messages.success(request, _("The test orders are ready."))
    return redirect("admin:index")
