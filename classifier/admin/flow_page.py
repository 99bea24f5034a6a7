"""One flow's phrases in one language: read, add many at once, remove."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from classifier.admin.counting import ENOUGH
from classifier.admin.frame import framed, shop_for
from classifier.admin.names import language_name, languages_of, titles_of
from classifier.admin.training_state import state_of
from classifier.models import Phrase, Source
from classifier.phrases import Added, add
from classifier.training.wanted import want
from selfservice.parameters import number_of, text_of
from selfservice.privacy import audit
from selfservice.tenancy.access import person_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.roles import Action

A_PAGE = 100
MOST_LINES = 1000


def flow_address(label: str, language: str) -> str:
    asked = urlencode({"flow": label, "language": language})
    return f"{reverse('admin:classifier_phrase_flow')}?{asked}"


@require_http_methods(["GET", "HEAD", "POST"])
def flow_phrases(request: HttpRequest) -> HttpResponse:
    """A POST adds what is typed; lines that are refused stay in the box."""
    writing = request.method == "POST"
    shop = shop_for(request, Action.EDIT_PHRASES if writing else Action.VIEW_PHRASES)
    label, language = _asked(request, shop)
    if not writing:
        return _page(request, shop, (label, language), None, "")
    lines = [line for line in request.POST.get("texts", "").splitlines() if line.strip()]
    taken, left = lines[:MOST_LINES], lines[MOST_LINES:]
    with transaction.atomic():
        added = add(shop, label, language, taken, Source.OWNER)
        if added.added:
            why = f"{label} {language}: {added.added}"
            audit.record(shop, person_of(request), "phrases.added", why=why)
    for sentence in _told(added, len(left)):
        messages.success(request, sentence)
    if not added.refused and not left:
        return redirect(flow_address(label, language))
    kept = "\n".join([*(text for text, _reason in added.refused), *left])
    return _page(request, shop, (label, language), added, kept)


@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    shop = shop_for(request, Action.EDIT_PHRASES)
    label, language = _asked(request, shop)
    ticked = map(number_of, request.POST.getlist("phrase")[:A_PAGE])
    marked = [each for each in ticked if each is not None]
    with transaction.atomic():
        rows = Phrase.objects.filter(pk__in=marked, label=label, language=language)
        gone, _by_model = rows.delete()
        if gone:
            why = f"{label} {language}: {gone}"
            audit.record(shop, person_of(request), "phrases.removed", why=why)
            want(shop)
    if gone:
        said = ngettext("Removed %(number)s phrase.", "Removed %(number)s phrases.", gone)
        messages.success(request, said % {"number": gone})
    else:
        messages.warning(request, _("Tick the phrases to remove first."))
    return redirect(flow_address(label, language))


def _asked(request: HttpRequest, shop: Shop) -> tuple[str, str]:
    """The flow and the language that the address names; the shop's own language if none."""
    label, language = (
        text_of(request.POST, name) or text_of(request.GET, name) for name in ("flow", "language")
    )
    known = titles_of(shop)
    if label not in known and not Phrase.objects.filter(label=label).exists():
        raise Http404
    spoken = languages_of(shop)
    if language in spoken or Phrase.objects.filter(label=label, language=language).exists():
        return label, language
    return label, shop.default_language if shop.default_language in spoken else spoken[0]


def _told(added: Added, left: int) -> list[str]:
    """What was done, in sentences; why a line was refused stands beside the box."""
    told = []
    if added.added:
        said = ngettext("Added %(number)s phrase.", "Added %(number)s phrases.", added.added)
        told.append(said % {"number": added.added})
    if added.known:
        said = ngettext(
            "%(number)s was there already.", "%(number)s were there already.", added.known
        )
        told.append(said % {"number": added.known})
    if left:
        said = _("That was a lot: the lines from %(number)s on are still in the box.")
        told.append(said % {"number": MOST_LINES + 1})
    return told


def _page(
    request: HttpRequest, shop: Shop, place: tuple[str, str], added: Added | None, kept: str
) -> HttpResponse:
    label, language = place
    title = titles_of(shop).get(label, label)
    rows = Phrase.objects.filter(label=label, language=language).order_by("text")
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("page"))
    context = {
        "label": label,
        "flow_title": title,
        "language": language,
        "language_name": language_name(language),
        "tabs": _tabs(shop, label),
        "page": page,
        "missing": max(ENOUGH - page.paginator.count, 0),
        "state": state_of(shop),
        "refused": added.refused if added else (),
        "kept": kept,
    }
    status = 422 if kept else 200
    return framed(request, "classifier/flow.html", _("Phrases"), context, status)


def _tabs(shop: Shop, label: str) -> list[tuple[str, str, int, str]]:
    """Code, name, number of phrases and address of each language that the flow may be asked in."""
    counted = Phrase.objects.filter(label=label).order_by().values("language")
    counts = {each["language"]: each["n"] for each in counted.annotate(n=Count("pk"))}
    codes = dict.fromkeys([*languages_of(shop), *sorted(counts)])
    return [
        (code, language_name(code), counts.get(code, 0), flow_address(label, code))
        for code in codes
    ]
