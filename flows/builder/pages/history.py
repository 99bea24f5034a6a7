"""A flow's revisions: the list, one of them as an outline, and taking one up again."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from flows.builder.access import author_of, opened
from flows.builder.differences import differences
from flows.builder.pages.editing import editor_address
from flows.builder.showing import Desk, desk_of, page_context
from flows.drafting import NothingThere, OutOfDate, restore
from flows.models import Revision
from selfservice.tenancy.roles import Action

A_PAGE = 50


@require_safe
def revisions(request: HttpRequest, pk: int) -> HttpResponse:
    flow = opened(request, pk, Action.VIEW_FLOWS)
    rows = Revision.objects.filter(flow=flow).select_related("author").defer("document")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {**page_context(request, flow, _("Revisions")), "page": page}
    return render(request, "builder/revisions.html", context)


@require_safe
def revision(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    flow = opened(request, pk, Action.VIEW_FLOWS)
    old = Desk(flow, get_object_or_404(Revision, flow=flow, number=number))
    newest = desk_of(flow)
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
        restore(flow, number, author_of(request))
    except (NothingThere, OutOfDate) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Revision %s is the draft now. Undo leads back.") % number)
    return redirect(editor_address(flow))
