"""A flow's revisions: the list, one of them as an outline, and taking one up again."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.builder.access import opened
from flows.builder.differences import differences
from flows.builder.pages.editing import editor_address
from flows.builder.showing import page_context
from flows.builder.workpiece import Workpiece, workpiece_of
from flows.drafting import NothingThere, OutOfDate, draft_of, restore
from flows.models import Revision
from selfservice.tenancy.access import person_of
from selfservice.tenancy.roles import Action

A_PAGE = 50


@require_safe
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    flow = opened(request, pk, Action.VIEW_FLOWS)
    rows = Revision.objects.filter(flow=flow).select_related("author").defer("document")
    published_only = "published" in request.GET
    shown = rows.exclude(published=None) if published_only else rows
    context = {
        **page_context(request, flow, _("Revisions")),
        "page": Paginator(shown, A_PAGE).get_page(request.GET.get("page")),
        "newest": draft_of(flow).number,
        "published_only": published_only,
        "narrowed": "&published=1" if published_only else "",
    }
    return render(request, "builder/revisions.html", context)


@require_safe
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    flow = opened(request, pk, Action.VIEW_FLOWS)
    old = Workpiece(flow, get_object_or_404(Revision, flow=flow, number=number))
    newest = workpiece_of(flow)
    context = {
        **page_context(request, flow, _("Revision %s") % number),
        "revision": old.draft,
        "board": old.board,
        "newest": newest.draft,
        "differences": differences(old.document, newest.document, newest.language),
    }
    return render(request, "builder/revision.html", context)


@require_POST
def take_up(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    flow = opened(request, pk, Action.EDIT_FLOWS)
    try:
        restore(flow, number, person_of(request))
    except (NothingThere, OutOfDate) as refused:
        messages.error(request, str(refused))
    else:
        said = _("Revision %(number)s is the draft now. Publish it, so that shoppers get it.")
        messages.success(request, said % {"number": number})
    return redirect(editor_address(flow))
