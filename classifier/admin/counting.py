"""How many phrases each flow has in each language, and where more of them would help."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from classifier.admin.names import language_name, languages_of, titles_of
from classifier.models import Phrase, Source, Topic
from selfservice.tenancy.models import Shop

ENOUGH = 15  # phrases of a flow in a language; measured gains are small from there on


@dataclass(frozen=True, slots=True)
class Cell:
    language: str
    name: str
    number: int

    @property
    def missing(self) -> int:
        return max(ENOUGH - self.number, 0)


@dataclass(frozen=True, slots=True)
class Row:
    label: str
    title: str
    live: bool
    cells: tuple[Cell, ...]
    sources: str
    hint: str


@dataclass(frozen=True, slots=True)
class _Counts:
    languages: Counter[str]
    sources: Counter[str]


def rows_of(shop: Shop) -> list[Row]:
    """One a flow; three statements, however many phrases there are."""
    counts = _counts()
    titles = titles_of(shop)
    live = set(Topic.objects.filter(live=True).values_list("label", flat=True))
    rows = []
    for label in [*titles, *sorted(counts.keys() - titles.keys())]:
        own = counts[label]
        cells = tuple(
            Cell(code, language_name(code), own.languages[code]) for code in languages_of(shop)
        )
        title = titles.get(label, label)
        rows.append(Row(label, title, label in live, cells, _sources(own.sources), _hint(cells)))
    return rows


def _counts() -> defaultdict[str, _Counts]:
    """By label."""
    found: defaultdict[str, _Counts] = defaultdict(lambda: _Counts(Counter(), Counter()))
    groups = Phrase.objects.order_by().values("label", "language", "source")
    numbered = groups.annotate(number=Count("pk"))
    for label, language, source, number in numbered.values_list(
        "label", "language", "source", "number"
    ):
        found[label].languages[language] += number
        found[label].sources[source] += number
    return found


def _sources(by_source: Counter[str]) -> str:
    said = [
        (Source.STARTER, _("%(number)s ready-made")),
        (Source.OWNER, _("%(number)s your own")),
        (Source.QUESTION, _("%(number)s from questions")),
    ]
    return ", ".join(
        words % {"number": by_source[source]} for source, words in said if by_source[source]
    )


def _hint(cells: tuple[Cell, ...]) -> str:
    """About the language that lacks most."""
    worst = max(cells, key=lambda cell: cell.missing)
    if not worst.missing:
        return ""
    said = ngettext(
        "%(number)s more in %(language)s would help.",
        "%(number)s more in %(language)s would help.",
        worst.missing,
    )
    return said % {"number": worst.missing, "language": worst.name}
