"""Takes in example questions, and refuses those that hold something about a person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from django.db import transaction
from django.utils.translation import gettext as _

from classifier.contact_data import EMAIL, NUMBER, plain, visible
from classifier.models import Phrase
from classifier.router.normalising import normalised
from classifier.training.wanted import want
from selfservice.privacy.logs import redacted
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

LONGEST = 300  # characters
MOST_FOR_ONE = 500  # phrases of one topic in one language; more teach nothing new

# Four digits in a row, or a code such as OB-123: an order.
_SHORT = re.compile(r"\d{4,}|\b[^\W\d_]{1,4}[-_/#]?\d{3,}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Added:
    added: int
    known: int
    refused: tuple[tuple[str, str], ...]  # the text, and a sentence


def add(shop: Shop, label: str, language: str, texts: Sequence[str], source: str) -> Added:
    """Adds what is new; the model is trained again if anything was."""
    clean = list(dict.fromkeys(map(tidied, texts)))
    refused = [(text, reason) for text in clean if (reason := refusal(text))]
    good = [text for text in clean if not refusal(text)]
    with within(shop), transaction.atomic():
        there = set(_texts(label, language))
        fresh = [text for text in good if text not in there]
        room = max(0, MOST_FOR_ONE - len(there))
        refused += [(text, _too_many()) for text in fresh[room:]]
        rows = [
            Phrase(shop=shop, label=label, language=language, text=text, source=source)
            for text in fresh[:room]
        ]
        Phrase.objects.bulk_create(rows, ignore_conflicts=True)
        if rows:
            want(shop)
    return Added(len(rows), len(good) - len(fresh), tuple(refused))


def phrases_of(label: str) -> dict[str, list[str]]:
    """By language, in the order they were added. Needs a scope."""
    rows = Phrase.objects.filter(label=label).order_by("language", "pk")
    pairs = rows.values_list("language", "text")
    return {
        language: [text for _language, text in own]
        for language, own in groupby(pairs, key=lambda pair: pair[0])
    }


def tidied(text: str) -> str:
    """As it is kept: composed letters, single spaces, nothing invisible."""
    return " ".join(visible(unicodedata.normalize("NFC", text)).split())


def refusal(text: str) -> str:
    """Why this tidied text cannot be a phrase, with what to do; "" if it can."""
    return next(_reasons(text), "")


def _reasons(text: str) -> Iterator[str]:
    searched = plain(text)
    if not normalised(text):
        yield _("Write a question in words.")
    if len(text) > LONGEST:
        yield _("Shorten this to %(count)d characters.") % {"count": LONGEST}
    if "@" in searched or EMAIL.search(searched):
        yield _("Leave the e-mail address out: phrases hold nothing about a person.")
    if NUMBER.search(searched) or _SHORT.search(searched) or redacted(searched) != searched:
        yield _("Leave the number out: it could be somebody's order or phone.")


def _too_many() -> str:
    most = {"count": MOST_FOR_ONE}
    return _("There are %(count)d phrases already. Remove some that are much alike.") % most


def _texts(label: str, language: str) -> list[str]:
    rows = Phrase.objects.filter(label=label, language=language)
    return list(rows.values_list("text", flat=True))
