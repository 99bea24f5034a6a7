"""What a shopper does with their conversation: take it along, see what is held, erase it."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from flows import runtime
from flows.page.asked import Asked
from flows.page.drawing import draw, draw_turn
from flows.page.turn import slowed, start_anew, status_of
from flows.passage import Passage
from flows.runtime.erasing import Erased
from flows.submissions import Answered, once

Page = Callable[[HttpRequest, Asked, Passage], HttpResponse]


def is_own(asked: Asked) -> bool:
    return asked.text("do") in PAGES and not asked.text("speak")


def own_page(
    request: HttpRequest, asked: Asked, slow: runtime.TooMany | None = None
) -> HttpResponse:
    """Does what was posted; where it cannot be done, its page says why."""
    if slow and asked.text("email"):
        return _refused(request, asked, "help/link.html", slow, {"email": asked.text("email")})
    if slow:
        turn = slowed(asked, slow)
        return draw_turn(request, asked.shop, asked.language, turn, asked.preview)
    try:
        passage = runtime.find(asked.token, asked.shop)
        passage.session.language = asked.language
        return PAGES[asked.text("do")](request, asked, passage)
    except (runtime.UnknownSession, runtime.ExpiredSession) as none:
        if (
            asked.text("do") == "erased"
            and asked.token
            and isinstance(none, runtime.UnknownSession)
        ):
            return _told_erased(request, asked, Erased((), ()))
        return draw_turn(request, asked.shop, asked.language, start_anew(asked, none))


def _link(request: HttpRequest, asked: Asked, passage: Passage) -> HttpResponse:
    """The same form sent again shows the same link."""

    def made() -> Answered:
        return Answered(201, {"url": runtime.make_link(passage.session).url})

    try:
        link = once(passage.session, asked.submission(), {}, made).body
    except runtime.NotTaken as not_taken:
        return _refused(request, asked, "help/link.html", not_taken, {"spent": True})
    return _drawn(request, asked, "help/link.html", {"link": link})


def _mail_link(request: HttpRequest, asked: Asked, passage: Passage) -> HttpResponse:
    email = asked.text("email").strip()
    try:
        validate_email(email)
    except ValidationError:
        context = {"email": email, "error": _("Write an e-mail address, such as jane@example.com.")}
        return _drawn(request, asked, "help/link.html", context, 422)

    def sent() -> Answered:
        runtime.mail_link(passage.session, email)
        return Answered(202, {})

    try:
        once(passage.session, asked.submission(), {}, sent)
    except runtime.NotTaken as not_taken:
        return _refused(request, asked, "help/link.html", not_taken, {"email": email})
    return _drawn(request, asked, "help/link.html", {"sent": True})


def _data(request: HttpRequest, asked: Asked, passage: Passage) -> HttpResponse:
    return _drawn(request, asked, "help/data.html", {"parts": runtime.held(passage)})


def _file(_request: HttpRequest, _asked: Asked, passage: Passage) -> HttpResponse:
    response = JsonResponse(
        {"data": runtime.held_in_json(passage)}, json_dumps_params={"indent": 1}
    )
    response.headers["Content-Disposition"] = 'attachment; filename="my-data.json"'
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _erase(request: HttpRequest, asked: Asked, _passage: Passage) -> HttpResponse:
    return _drawn(request, asked, "help/erase.html", {})


def _erased(request: HttpRequest, asked: Asked, passage: Passage) -> HttpResponse:
    try:
        done = runtime.erase(passage)
    except runtime.UnderWay as under_way:
        parts = {"parts": runtime.held(passage)}
        return _refused(request, asked, "help/data.html", under_way, parts)
    return _told_erased(request, asked, done)


def _told_erased(request: HttpRequest, asked: Asked, done: Erased) -> HttpResponse:
    """Also where it was gone already, as when the page is loaded again: that is not a fault."""
    return _drawn(request, asked, "help/erased.html", {"done": done, "token": ""})


def _refused(
    request: HttpRequest,
    asked: Asked,
    template: str,
    why: runtime.NotTaken,
    context: dict[str, Any],
) -> HttpResponse:
    said = context | {"sentence": str(why.sentence)}
    response = _drawn(request, asked, template, said, status_of(why))
    if isinstance(why, runtime.TooMany):
        response.headers["Retry-After"] = str(why.retry_after)
    return response


def _drawn(
    request: HttpRequest,
    asked: Asked,
    template: str,
    context: dict[str, Any],
    status: int = 200,
) -> HttpResponse:
    base = {"token": asked.token, "key": secrets.token_urlsafe(16), "preview": asked.preview}
    return draw(request, asked.shop, asked.language, template, base | context, status)


PAGES: dict[str, Page] = {
    "link": _link,
    "mail_link": _mail_link,
    "data": _data,
    "file": _file,
    "erase": _erase,
    "erased": _erased,
}
