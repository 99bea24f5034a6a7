"""Buttons on whole steps, undo and redo: each a POST that ends at the builder again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from flows.builder.access import author_of, opened
from flows.builder.gestures import Asked, perform
from flows.builder.pages.editing import editor_address
from flows.builder.showing import Desk, desk_of
from flows.drafting import NothingThere, OutOfDate, redo, save_edit, undo
from flows.engine.edits import EditRefused
from selfservice.tenancy.roles import Action


@require_POST
def gesture(request: HttpRequest, pk: int) -> HttpResponse:
    desk = desk_of(opened(request, pk, Action.EDIT_FLOWS))
    step = request.POST.get("step", "")
    try:
        return redirect(editor_address(desk.flow, _performed(request, desk)))
    except EditRefused as refused:
        messages.error(request, refused.told(_))
    except NothingThere as nothing:
        messages.error(request, str(nothing))
    except OutOfDate as stale:
        sentence = _("Nothing was done, because this flow was changed meanwhile. %s Try again.")
        messages.warning(request, sentence % " ".join(stale.sentences()))
    return redirect(editor_address(desk.flow, step))


def _performed(request: HttpRequest, desk: Desk) -> str:
    """Does what the button says; returns the step to show next."""
    posted, author = request.POST, author_of(request)
    base = int(posted["base"]) if posted.get("base", "").isdecimal() else desk.draft.number
    name, step = posted.get("gesture", ""), posted.get("step", "")
    if name in _WALKS:
        _WALKS[name](desk.flow, base, author)
        return step
    asked = Asked(
        document=desk.document,
        step=step,
        where=posted.get("where", ""),
        kind=posted.get("kind", ""),
        language=desk.language,
    )
    made = perform(name, asked)
    save_edit(desk.flow, base, made.document, made.change, author)
    if name == "remove":
        messages.success(request, _("%s Undo brings it back.") % made.change)
    return made.step


_WALKS = {"undo": undo, "redo": redo}
