"""The page that tells what was done to one row, from the audit."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import User

SHOWN = 200


def history_page(site: AdminSite, request: HttpRequest, row: models.Model) -> TemplateResponse:
    events = list(AuditEvent.objects.filter(kind=row._meta.label_lower, object=str(row.pk))[:SHOWN])
    people = User.objects.in_bulk({event.actor for event in events if event.actor})
    lines = [(event, people.get(event.actor)) for event in events]
    context = {
        **site.each_context(request),
        "title": _("History of %(row)s") % {"row": row},
        "lines": lines,
    }
    return TemplateResponse(request, "admin/row_history.html", context)
