"""One session as it went, entry by entry, in plain words."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from flows.builder.showing import page_context
from flows.builder.telling import told
from flows.builder.words import OUTCOMES, language_words
from flows.models import Session
from selfservice.privacy import audit
from selfservice.tenancy.access import may, need, person_of, shop_of
from selfservice.tenancy.roles import Action


@require_safe
def session_page(request: HttpRequest, pk: str) -> HttpResponse:
    session = get_object_or_404(Session, pk=pk)
    need(request, Action.VIEW_SESSIONS)
    audit.record(shop_of(request), person_of(request), "session.read", session)
    entries = session.entries.select_related("revision__flow").order_by("number")
    context = {
        **page_context(request, None, _("Session")),
        "session": session,
        "language": language_words(session.language),
        "outcome": OUTCOMES.get(session.outcome, session.outcome),
        "ratings": session.ratings.order_by("at"),
        "may_erase": may(request, Action.ERASE_DATA),
        "may_read": may(request, Action.VIEW_CONTACT_DATA),
        "lines": told(list(entries), session.language, may(request, Action.VIEW_CONTACT_DATA)),
    }
    return render(request, "builder/session.html", context)
