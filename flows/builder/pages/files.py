"""A flow as one JSON file: taken out, and brought in as a draft."""

from __future__ import annotations

import json

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from flows.builder.access import opened
from flows.builder.pages.editing import editor_address
from flows.drafting import draft_of
from flows.engine.refusal import ImportRefused
from flows.exchange import Imported, exported, imported
from selfservice.tenancy.access import need, person_of, shop_of
from selfservice.tenancy.roles import Action

MOST_NAMED = 5


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
        taken = imported(shop_of(request), upload.read(), person_of(request))
    except ImportRefused as refused:
        messages.error(request, refused.told(_))
        return redirect(reverse("admin:flows_flow_add"))
    messages.success(request, _("Imported as a draft. Look it through before you publish it."))
    _tell_of_phrases(request, taken)
    return redirect(editor_address(taken.flow))


def _tell_of_phrases(request: HttpRequest, taken: Imported) -> None:
    """The first few that were refused stand for all of them, each with its reason."""
    if taken.phrases:
        said = ngettext("With %(number)s phrase.", "With %(number)s phrases.", taken.phrases)
        messages.success(request, said % {"number": taken.phrases})
    if taken.refused:
        number = len(taken.refused)
        said = ngettext(
            "%(number)s phrase was left out: %(reasons)s",
            "%(number)s phrases were left out: %(reasons)s",
            number,
        )
        named = (f"“{text[:60]}”: {reason}" for text, reason in taken.refused[:MOST_NAMED])
        messages.warning(request, said % {"number": number, "reasons": " ".join(named)})
