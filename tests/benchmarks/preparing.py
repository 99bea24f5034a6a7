"""Fills an empty database with the demo shop and with sessions that stand before a choice."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.core.management import call_command
from django.test import Client

from flows import runtime
from flows.demo import load_shop
from flows.models import Entry, Session
from flows.passage import Passage
from flows.runtime.starting import digest_of
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.benchmarks.asking import ASKED, FLOW, STEP, WALK, Asking
from tests.benchmarks.recording import Statement, are_alike, ran_by, statements_of

ORDER = {"number": "1001", "email": "jane@example.com"}
AT_ONCE = 500


@dataclass(slots=True)
class Prepared:
    """What the loader and the reference are told."""

    tokens: list[str] = field(default_factory=list)
    statements: dict[str, list[Statement]] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)  # one of each kind


def prepare(path: str, sessions: int) -> None:
    """Run by `manage.py shell` on the database of the environment."""
    call_command("migrate", verbosity=0)
    shop = load_shop()
    prepared = Prepared()
    with within(shop):
        pattern = _before_a_choice(shop)
        prepared.tokens = _like(pattern, sessions)
    for name, asking in ASKED.items():
        with within(shop):
            pair = _like(pattern, 2)
        prepared.statements[name], prepared.answers[name] = _recorded(asking, pair)
    Path(path).write_text(json.dumps(asdict(prepared)))


def _before_a_choice(shop: Shop) -> Passage:
    """A complaint whose order was looked up: answers, facts, and the time stand in its entries."""
    passage, _token = runtime.start(shop, flow=FLOW, language="en")
    runtime.answer(passage, "ask_order", values=ORDER)
    if passage.position.key.step != STEP:
        raise ValueError(f"The flow {FLOW} no longer leads to {STEP} here.")
    return passage


def _like(pattern: Passage, count: int) -> list[str]:
    """The tokens of so many sessions with the same entries, each sealed for its own row."""
    rows = list(Entry.objects.filter(session=pattern.session))
    tokens = [secrets.token_urlsafe(32) for _ in range(count)]
    sessions = [_session_like(pattern.session, token) for token in tokens]
    Session.objects.bulk_create(sessions, AT_ONCE)
    entries = [_entry_like(row, session) for session in sessions for row in rows]
    Entry.objects.bulk_create(entries, AT_ONCE)
    return tokens


def _session_like(session: Session, token: str) -> Session:
    return Session(
        shop=session.shop,
        token=digest_of(token),
        language=session.language,
        version=session.version,
        last_used=now(),
    )


def _entry_like(row: Entry, session: Session) -> Entry:
    copied = ("number", "kind", "flow", "step", "visit", "revision_id", "value", "at")
    values: dict[str, Any] = {name: getattr(row, name) for name in copied}
    return Entry(id=uuid4(), shop=session.shop, session=session, **values)


def _recorded(asking: Asking, pair: Sequence[str]) -> tuple[list[Statement], str]:
    """The second session is an answer ahead, so that what counts answers differs too.

    What a process looks for every few seconds is not an answer's cost: then it is done again.
    """
    one, other = pair
    send = _sender(asking)
    send(other, WALK[-1])
    for option in WALK:
        own, answers = _own(one), list[str]()
        ran = ran_by(lambda: answers.append(send(one, option)))  # noqa: B023 - called at once
        ran_for_other = ran_by(lambda: send(other, option))  # noqa: B023
        if option != WALK[0] and are_alike(ran, ran_for_other):
            return statements_of(ran, ran_for_other, own), answers[0]
    raise ValueError(f"No two answers of {asking.path} ran the same statements.")


def _own(token: str) -> dict[Any, str]:
    passage = runtime.find(token)
    session = passage.session
    return {
        digest_of(token): "token",
        session.pk: "session",
        session.pk.hex: "session",
        session.version: "version",
        len(passage.entries): "number",
    }


def _sender(asking: Asking) -> Callable[[str, str], str]:
    client = Client()

    def send(token: str, option: str) -> str:
        body = asking.body(token, option)
        answered = client.generic(
            "POST", asking.path, body, asking.kind, headers=asking.headers(token)
        )
        if answered.status_code != 200:
            raise ValueError(f"{asking.path} answered {answered.status_code}.")
        return str(answered.content.decode())

    return send
