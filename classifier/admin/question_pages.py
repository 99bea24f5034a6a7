"""What shoppers typed, the newest first, narrowed to what one looks for."""

from __future__ import annotations

import json
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from classifier.admin.frame import framed, shop_for
from classifier.admin.names import language_name, titles_of
from classifier.admin.question_rows import KINDS, line_of
from classifier.models import Method, Question
from selfservice.parameters import text_of
from selfservice.tenancy.access import may
from selfservice.tenancy.roles import Action

A_PAGE = 50


@require_safe
def questions(request: HttpRequest) -> HttpResponse:
    shop = shop_for(request, Action.VIEW_PHRASES)
    kind = request.GET.get("show", "")
    kind = kind if kind in KINDS else "unknown"
    narrowed = {name: text_of(request.GET, name) for name in ("flow", "language")}
    rows = Question.objects.filter(_narrowing(narrowed))
    page = Paginator(rows.filter(KINDS[kind][1]), A_PAGE).get_page(request.GET.get("page"))
    titles = titles_of(shop)
    may_read = may(request, Action.VIEW_SESSIONS)
    spoken = Question.objects.order_by("language").values_list("language", flat=True).distinct()
    context = {
        "kind": kind,
        "tabs": _tabs(narrowed),
        "narrowed": {name: value for name, value in narrowed.items() if value},
        "kept": urlencode({"show": kind, **narrowed}),
        "flows": titles.items(),
        "languages": [(code, language_name(code)) for code in spoken],
        "page": page,
        "lines": [line_of(each, titles, may_read) for each in page],
    }
    return framed(request, "classifier/questions.html", _("Questions"), context)


def _narrowing(narrowed: dict[str, str]) -> Q:
    found = Q()
    if narrowed["flow"]:
        found &= _about(narrowed["flow"])
    if narrowed["language"]:
        found &= Q(language=narrowed["language"])
    return found


def _about(label: str) -> Q:
    """Opened it, chose it, or was offered it."""
    asked = Q(method__in=[Method.MENU, Method.NONE])
    return Q(label=label) | (asked & Q(alternatives__icontains=json.dumps(label)))


def _tabs(narrowed: dict[str, str]) -> list[tuple[str, str, int, str]]:
    """Name, words, number of rows and address of each kind; one statement for all numbers."""
    counts = {name: Count("pk", filter=rows) for name, (_said, rows) in KINDS.items() if rows}
    found = Question.objects.filter(_narrowing(narrowed)).order_by()
    numbers = found.aggregate(all=Count("pk"), **counts)
    return [
        (name, str(said), numbers[name], "?" + urlencode({"show": name, **narrowed}))
        for name, (said, _rows) in KINDS.items()
    ]
