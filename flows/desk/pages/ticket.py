"""One ticket: read, answered, noted, handed to somebody, closed."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from flows.desk import closing
from flows.desk.access import opened
from flows.desk.composing import with_macro
from flows.desk.drafts import Draft, posted
from flows.desk.onward import TOP, done_with
from flows.desk.pages.closing import ask_first
from flows.desk.showing import Shown, colleagues, kept, ticket_page
from integrations.desk import working
from integrations.desk.models import Ticket
from integrations.not_possible import NotPossible
from selfservice.parameters import number_of
from selfservice.tenancy.access import person_of


@require_http_methods(["GET", "HEAD", "POST"])
def ticket(request: HttpRequest, number: int) -> HttpResponse:
    one = opened(request, number)
    if request.method != "POST":
        return ticket_page(request, one)
    draft, refused = posted(request, one)
    if refused is not None:
        return ticket_page(request, one, kept(draft, refused.sentence), status=422)
    if request.POST.get("drop"):
        return ticket_page(request, one, Shown(draft))
    if request.POST.get("do") == "macro":
        shown = Shown(with_macro(one, person_of(request), draft, request.POST))
        return ticket_page(request, one, shown)
    return _done(request, one, draft)


def _done(request: HttpRequest, one: Ticket, draft: Draft) -> HttpResponse:
    """What could not be done brings the page back with everything that was typed."""
    pressed = request.POST.get("do", "")
    if pressed not in _DOING:
        raise BadRequest
    if pressed == "close" and one.waiting_since and draft.is_empty:
        return ask_first(one, draft)
    try:
        said = _DOING[pressed](request, one, draft)
    except NotPossible as error:
        one.refresh_from_db(fields=["status", "assignee", "waiting_since", "closed"])
        return ticket_page(request, one, kept(draft, error.sentence), status=409)
    if pressed in _LAST:
        return done_with(request, one, said)
    messages.success(request, said)
    if pressed in _BESIDE and not draft.is_empty:
        return ticket_page(request, one, Shown(draft))
    return redirect(reverse("admin:desk_ticket", args=[one.number]) + TOP)


def _reply(request: HttpRequest, one: Ticket, draft: Draft) -> str:
    by = person_of(request)
    answer = working.reply(one, by, draft.body, draft.files, seen=draft.seen)
    return closing.how_it_goes(answer)


def _reply_and_close(request: HttpRequest, one: Ticket, draft: Draft) -> str:
    return closing.answer_and_close(one, person_of(request), draft)


def _note(request: HttpRequest, one: Ticket, draft: Draft) -> str:
    if draft.kept:
        raise NotPossible(_("Files go to the shopper with an answer. Take them out of the note."))
    working.note(one, person_of(request), draft.body)
    return _("Noted. Only your colleagues see it.")


def _take(request: HttpRequest, one: Ticket, _draft: Draft) -> str:
    working.assign(one, person_of(request), person_of(request))
    return _("It is yours now.")


def _assign(request: HttpRequest, one: Ticket, _draft: Draft) -> str:
    """An empty choice puts it back for anybody."""
    chosen = request.POST.get("to", "")
    number = number_of(chosen)
    person = None if number is None else colleagues().filter(pk=number).first()
    if chosen and person is None:
        raise NotPossible(_("Choose one of your colleagues."))
    working.assign(one, person, person_of(request))
    if person is None:
        return _("It is nobody's now.")
    return _("Given to %(person)s.") % {"person": person}


def _close(request: HttpRequest, one: Ticket, draft: Draft) -> str:
    if not draft.is_empty:
        raise NotPossible(_("You have written something: send it, or clear it, then close."))
    return closing.close(one, person_of(request), draft)


def _reopen(request: HttpRequest, one: Ticket, _draft: Draft) -> str:
    working.reopen(one, person_of(request))
    return _("Ticket #%(number)s is open again.") % {"number": one.number}


_LAST = {"reply_close", "close"}  # after these there is nothing left to do here
_BESIDE = {"take", "assign"}  # may be pressed while a text is being written
_DOING: dict[str, Callable[[HttpRequest, Ticket, Draft], str]] = {
    "reply": _reply,
    "reply_close": _reply_and_close,
    "note": _note,
    "take": _take,
    "assign": _assign,
    "close": _close,
    "reopen": _reopen,
}
