"""The first page about phrases: every flow, the state of the training, and a question to try."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from classifier.admin.counting import rows_of
from classifier.admin.frame import framed, shop_for
from classifier.admin.names import language_name, languages_of
from classifier.admin.question_rows import UNKNOWN
from classifier.admin.training_state import state_of
from classifier.admin.trying import try_out
from classifier.models import Phrase, Question
from classifier.training.wanted import want
from selfservice.parameters import text_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.roles import Action

LONGEST_TRIED = 500
LONGEST_SOUGHT = 100
MOST_FOUND = 50


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    shop = shop_for(request, Action.VIEW_PHRASES)
    return _page(request, shop, {})


@require_http_methods(["GET", "HEAD", "POST"])
def tried(request: HttpRequest) -> HttpResponse:
    """A POST, so that the question stands in no address; nothing of it is stored."""
    shop = shop_for(request, Action.VIEW_PHRASES)
    text = " ".join(request.POST.get("text", "")[:LONGEST_TRIED].split())
    if not text:
        return redirect("admin:classifier_phrase_changelist")
    return _page(request, shop, {"tried": text, "trial": try_out(shop, text)})


@require_POST
def train(request: HttpRequest) -> HttpResponse:
    want(shop_for(request, Action.EDIT_PHRASES))
    messages.success(request, _("The training begins in a moment."))
    return redirect("admin:classifier_phrase_changelist")


@require_safe
def state_line(request: HttpRequest) -> HttpResponse:
    """The state alone, which a page asks for while a training is on its way."""
    shop = shop_for(request, Action.VIEW_PHRASES)
    return render(request, "classifier/state_line.html", {"state": state_of(shop)})


def _page(request: HttpRequest, shop: Shop, more: dict[str, Any]) -> HttpResponse:
    sought = text_of(request.GET, "q", LONGEST_SOUGHT).strip()
    rows = rows_of(shop)
    context = {
        "rows": rows,
        "flows": [(row.label, row.title) for row in rows],
        "languages": [(code, language_name(code)) for code in languages_of(shop)],
        "state": state_of(shop),
        "unknown": Question.objects.filter(UNKNOWN).count(),
        "sought": sought,
        "found": _found(sought, {row.label: row.title for row in rows}),
        "longest_tried": LONGEST_TRIED,
        **more,
    }
    return framed(request, "classifier/phrases.html", _("Phrases"), context)


def _found(sought: str, titles: dict[str, str]) -> list[tuple[Phrase, str]]:
    if not sought:
        return []
    rows = Phrase.objects.filter(text__icontains=sought)[:MOST_FOUND]
    return [(row, titles.get(row.label, row.label)) for row in rows]
