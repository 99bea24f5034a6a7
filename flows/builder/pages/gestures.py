"""Buttons on whole steps, undo and redo: each a POST that ends at the builder again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from flows.builder.access import opened
from flows.builder.gestures import Asked, perform
from flows.builder.pages.editing import editor_address
from flows.builder.workpiece import Workpiece, workpiece_of
from flows.drafting import NothingThere, OutOfDate, redo, save_edit, undo
from flows.engine.edits import EditRefused
from selfservice.parameters import number_of
from selfservice.tenancy.access import person_of
from selfservice.tenancy.roles import Action


@require_POST
def gesture(request: HttpRequest, pk: int) -> HttpResponse:
    workpiece = workpiece_of(opened(request, pk, Action.EDIT_FLOWS))
    step = request.POST.get("step", "")
    try:
        return redirect(editor_address(workpiece.flow, _performed(request, workpiece)))
    except EditRefused as refused:
        messages.error(request, refused.told(_))
    except NothingThere as nothing:
        messages.error(request, str(nothing))
    except OutOfDate as stale:
        sentence = _("Nothing was done, because this flow was changed meanwhile. %s Try again.")
        messages.warning(request, sentence % " ".join(stale.sentences()))
    return redirect(editor_address(workpiece.flow, step))


def _performed(request: HttpRequest, workpiece: Workpiece) -> str:
    """Does what the button says; returns the step to show next."""
    posted, author = request.POST, person_of(request)
    base = number_of(posted.get("base", "")) or workpiece.draft.number
    name, step = posted.get("gesture", ""), posted.get("step", "")
    if name in _WALKS:
        _WALKS[name](workpiece.flow, base, author)
        return step
    asked = Asked(
        document=workpiece.document,
        step=step,
        where=posted.get("where", ""),
        kind=posted.get("kind", ""),
        language=workpiece.language,
    )
    made = perform(name, asked)
    save_edit(workpiece.flow, base, made.document, made.change, author)
    if name == "remove":
        messages.success(request, _("%s Undo brings it back.") % made.change)
    return made.step


_WALKS = {"undo": undo, "redo": redo}
