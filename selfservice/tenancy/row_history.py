"""The page that tells what was done to one row, from the audit."""

from __future__ import annotations

from django.contrib.admin import AdminSite
from django.db import models
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _

from selfservice.privacy.audit_words import tell
from selfservice.privacy.models import AuditEvent

SHOWN = 200


def history_page(site: AdminSite, request: HttpRequest, row: models.Model) -> TemplateResponse:
    events = AuditEvent.objects.filter(kind=row._meta.label_lower, object=str(row.pk))
    context = {
        **site.each_context(request),
        "title": _("History of %(row)s") % {"row": row},
        "lines": tell(events[:SHOWN]),
    }
    return TemplateResponse(request, "admin/row_history.html", context)
