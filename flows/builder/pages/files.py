"""A flow as one JSON file: taken out, and brought in as a draft."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.builder.access import author_of, need, opened, shop_of
from flows.builder.pages.editing import editor_address
from flows.drafting import draft_of
from flows.engine.refusal import ImportRefused
from flows.exchange import exported, imported
from selfservice.tenancy.roles import Action


@require_safe
def export_flow(request: HttpRequest, pk: int) -> HttpResponse:
    flow = opened(request, pk, Action.VIEW_FLOWS)
    text = json.dumps(exported(flow, draft_of(flow)), ensure_ascii=False, indent=2)
    disposition = f'attachment; filename="{flow.key}.json"'
    return HttpResponse(
        text, content_type="application/json", headers={"Content-Disposition": disposition}
    )


@require_POST
def import_flow(request: HttpRequest) -> HttpResponse:
    """What changes orders stays in the draft: nothing runs until somebody publishes it."""
    need(request, Action.EDIT_FLOWS)
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, _("Choose a file first."))
        return redirect(reverse("admin:flows_flow_add"))
    try:
        flow = imported(shop_of(request), upload.read(), author_of(request))
    except ImportRefused as refused:
        messages.error(request, refused.told(_))
        return redirect(reverse("admin:flows_flow_add"))
    messages.success(request, _("Imported as a draft. Look it through before you publish it."))
    return redirect(editor_address(flow))
