"""Questions become phrases: each is shown without contact data, to be mended before it is kept."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from classifier.admin.frame import framed, shop_for
from classifier.admin.names import language_name, languages_of, titles_of
from classifier.admin.question_rows import likeliest_label
from classifier.masking import cleaned, words_of
from classifier.models import Outcome, Question, Source
from classifier.phrases import LONGEST, add
from selfservice.privacy import audit
from selfservice.tenancy.access import person_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.roles import Action

MOST_AT_ONCE = 50


@dataclass(frozen=True, slots=True)
class Box:
    """One question on its way to a phrase; without text it is left alone."""

    question: Question
    typed: str  # masked
    text: str
    label: str
    language: str
    refusal: str = ""
    added: int = 0


@require_POST
def take(request: HttpRequest) -> HttpResponse:
    """First with the ticked questions, then with what was written for each of them."""
    shop = shop_for(request, Action.EDIT_PHRASES)
    ticked = _ticked(request.POST.getlist("question"))
    if not ticked:
        messages.warning(request, _("Tick the questions to take first."))
        return redirect("admin:classifier_question_changelist")
    if "save" not in request.POST:
        return _page(request, shop, [_proposed(each) for each in ticked])
    boxes = [box for box in (_written(request, each) for each in ticked) if box.text]
    chosen = [box for box in boxes if box.label]
    if boxes and not chosen:
        messages.warning(request, _("Choose a flow for what you want to take."))
        return _page(request, shop, boxes, status=422)
    tried = _tried(request, shop, chosen)
    _tell(request, tried)
    refused = [box for box in tried if box.refusal]
    if refused:
        return _page(request, shop, refused, status=422)
    return redirect("admin:classifier_question_changelist")


@require_POST
def set_aside(request: HttpRequest) -> HttpResponse:
    """What is junk leaves the list and teaches nothing."""
    shop_for(request, Action.EDIT_PHRASES)
    ticked = [each.pk for each in _ticked(request.POST.getlist("question"))]
    if not ticked:
        messages.warning(request, _("Tick the questions to set aside first."))
    else:
        Question.objects.filter(pk__in=ticked, taken=False).update(outcome=Outcome.ASIDE)
        number = len(ticked)
        said = ngettext("Set %(number)s question aside.", "Set %(number)s questions aside.", number)
        messages.success(request, said % {"number": number})
    return redirect("admin:classifier_question_changelist")


def _ticked(asked: Sequence[str]) -> list[Question]:
    """In the order of the list; what is no id is no question."""
    keys = []
    for each in asked[:MOST_AT_ONCE]:
        with suppress(ValueError):
            keys.append(UUID(each))
    return list(Question.objects.filter(pk__in=keys))


def _proposed(question: Question) -> Box:
    text = cleaned(str(question.text))[:LONGEST]
    return Box(question, words_of(question), text, likeliest_label(question), question.language)


def _written(request: HttpRequest, question: Question) -> Box:
    """What the form says about it, under names that end in its id."""
    said = {
        name: request.POST.get(f"{name}-{question.pk}", "").strip()
        for name in ("text", "label", "language")
    }
    return Box(question, words_of(question), said["text"], said["label"], said["language"])


def _tried(request: HttpRequest, shop: Shop, boxes: Sequence[Box]) -> list[Box]:
    """Each as it came out, audited if any became a phrase."""
    titles = titles_of(shop)
    with transaction.atomic():
        tried = [_kept(shop, box, titles.keys()) for box in boxes]
        taken = sum(box.added for box in tried)
        if taken:
            audit.record(shop, person_of(request), "phrases.taken", why=str(taken))
    return tried


def _tell(request: HttpRequest, tried: Sequence[Box]) -> None:
    """A refusal stands beside its box."""
    taken = sum(box.added for box in tried)
    if taken:
        said = ngettext("Took %(number)s phrase.", "Took %(number)s phrases.", taken)
        messages.success(request, said % {"number": taken})
    known = sum(not box.refusal for box in tried) - taken
    if known:
        said = ngettext("%(number)s was there already.", "%(number)s were there already.", known)
        messages.info(request, said % {"number": known})


def _kept(shop: Shop, box: Box, labels: Collection[str]) -> Box:
    """The box with its refusal, if there is one; otherwise it is a phrase now."""
    if box.label not in labels:
        return replace(box, refusal=_("Choose the flow it is about."))
    if box.language not in _codes(shop, [box]):
        return replace(box, refusal=_("Choose the language it is in."))
    added = add(shop, box.label, box.language, [box.text], Source.QUESTION)
    if added.refused:
        return replace(box, refusal=added.refused[0][1])
    Question.objects.filter(pk=box.question.pk).update(taken=True)
    return replace(box, added=added.added)


def _codes(shop: Shop, boxes: Sequence[Box]) -> list[str]:
    return list(dict.fromkeys([*languages_of(shop), *(box.question.language for box in boxes)]))


def _page(
    request: HttpRequest, shop: Shop, boxes: Sequence[Box], status: int = 200
) -> HttpResponse:
    context = {
        "boxes": boxes,
        "flows": titles_of(shop).items(),
        "languages": [(code, language_name(code)) for code in _codes(shop, boxes)],
        "longest": LONGEST,
    }
    return framed(request, "classifier/taking.html", _("Take as phrases"), context, status)
