"""Everything that is held about one session, in words: what, why and until when."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from classifier import questions
from classifier.masking import masked
from classifier.models import Question
from flows.guarding import guarded, is_guarded
from flows.languages import own_name
from flows.models import Entry, Rating, Session
from flows.passage import Passage
from flows.topics import Topics, topics_in
from flows.transcript import transcript
from integrations import erasing
from integrations.delivery_words import action
from integrations.desk.models import Author, Ticket
from integrations.desk.of_session import said_in, tickets_of
from integrations.fact_names import name_of
from integrations.fact_names import said as said_of
from integrations.models import Delivery, SheetRow, State
from integrations.outbox import deliveries_of
from integrations.sheets.of_session import columns_in, rows_of
from selfservice.files import reading
from selfservice.files.models import File
from selfservice.privacy.declaration import Declaration, Purpose, kept_until

WHY: Mapping[Purpose, str | Promise] = {
    Purpose.SERVICE: gettext_lazy("To answer you and to do what you asked for"),
    Purpose.IMPROVEMENT: gettext_lazy("To make this help better"),
    Purpose.SECURITY: gettext_lazy("To keep strangers out"),
    Purpose.MONEY: gettext_lazy("To prove payments, as the law requires"),
    Purpose.ACCOUNT: gettext_lazy("To let the shop's people work"),
}
_NOT_LOOKED_UP = {"answer", "shop", "session", "now", "policy"}


@dataclass(frozen=True, slots=True)
class Item:
    label: str
    value: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """`until` is empty while it is in use; it is kept longer if it is used again."""

    what: str
    title: str
    purpose: str
    until: datetime | None
    items: tuple[Item, ...]


def held(passage: Passage) -> list[Part]:
    """Parts that hold nothing are left out. What awaits a proof is not shown."""
    passage = guarded(passage)
    used = passage.session.last_used
    found = [
        _part("session", _("This conversation"), Session, used, _session),
        _part("answers", _("What you chose and typed"), Entry, used, _answers),
        _part("facts", _("What was looked up for you"), Entry, used, _facts),
        _part("files", _("Files"), File, used, _files),
        _part("questions", _("Questions in your own words"), Question, used, _questions),
        _part("ratings", _("Your ratings"), Rating, used, _ratings),
        _part("deliveries", _("What was done for you"), Delivery, used, _deliveries),
        _part("rows", _("What the shop noted in its spreadsheets"), SheetRow, used, _rows),
        _part("tickets", _("Your requests to people"), Ticket, None, _tickets),
    ]
    return [made for each in found if (made := each(passage)).items]


def held_in_json(passage: Passage) -> list[dict[str, Any]]:
    """The same for a file to keep."""
    return [asdict(part) for part in held(passage)]


def _part(
    what: str,
    title: str,
    model: Any,
    since: datetime | None,
    items: Callable[[Passage], Iterator[Item]],
) -> Callable[[Passage], Part]:
    declared: Declaration = model.privacy
    until = kept_until(declared.keep, since)

    def made(passage: Passage) -> Part:
        return Part(what, title, str(WHY[declared.purpose]), until, tuple(items(passage)))

    return made


def _session(passage: Passage) -> Iterator[Item]:
    session = passage.session
    yield Item(_("Started"), at=session.started)
    yield Item(_("Last used"), at=session.last_used)
    yield Item(_("Language"), own_name(session.language))
    if session.page:
        yield Item(_("Page of the shop"), session.page)


def _answers(passage: Passage) -> Iterator[Item]:
    for line in transcript(passage):
        at = datetime.fromisoformat(line.at) if line.at else None
        yield Item(line.question, line.answer, at)


def _facts(passage: Passage) -> Iterator[Item]:
    hidden = _NOT_LOOKED_UP if passage.position.proven else {*_NOT_LOOKED_UP, "identity"}
    for name, known in passage.position.facts.items():
        if name in hidden or not isinstance(known, Mapping):
            continue
        for fact, value in known.items():
            if value not in (None, "", []):
                yield _fact(f"{name}.{fact}", value, passage.session.language)


def _fact(path: str, value: Any, language: str) -> Item:
    if path.endswith(".as_of"):
        return Item(name_of(path), at=datetime.fromisoformat(str(value)))
    return Item(name_of(path), said_of(path, value, language))


def _files(passage: Passage) -> Iterator[Item]:
    for file in reading.of_session(passage.session.pk):
        yield Item(file.name, filesizeformat(file.size), file.created)


def _questions(passage: Passage) -> Iterator[Item]:
    topics = topics_in(passage.session.language)
    for asked in questions.of_session(passage.session.pk):
        text = masked(asked.text) if is_guarded(passage) else asked.text
        yield Item(text, _title(topics, asked.label), asked.at)


def _ratings(passage: Passage) -> Iterator[Item]:
    topics = topics_in(passage.session.language)
    for rating in Rating.objects.filter(session=passage.session):
        score = _("%(score)s of 5") % {"score": rating.score}
        told = rating.comment and not is_guarded(passage)
        said = f"{score}: {rating.comment}" if told else score
        yield Item(_title(topics, rating.flow), said, rating.at)


def _title(topics: Topics, flow: str) -> str:
    """The key of a flow that is no longer published."""
    return topics[flow].title if flow in topics else flow


def _deliveries(passage: Passage) -> Iterator[Item]:
    for each in deliveries_of(passage.session.pk):
        if erasing.is_promise(each):
            yield Item(action(each), str(State(each.state).label), each.created)


def _rows(passage: Passage) -> Iterator[Item]:
    for row in rows_of(passage.session.pk):
        yield Item(row.table, ", ".join(columns_in(row)), row.at)


def _tickets(passage: Passage) -> Iterator[Item]:
    authors = {Author.SHOPPER: _("You"), Author.AGENT: passage.session.shop.name}
    for ticket in tickets_of(passage.session.pk):
        name = _("Your request %(number)s") % {"number": ticket.number}
        yield Item(name, ticket.get_status_display(), ticket.created)
        for said in () if is_guarded(passage) else said_in(ticket):
            yield Item(authors[Author(said.author)], said.body, said.at)
