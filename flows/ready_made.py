"""Ready-made flows: the files in `starters/`, and a shop's own copies of them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from flows import publishing
from flows.drafting import draft_of, start_flow
from flows.engine.document import Document, load
from flows.engine.texts import in_language
from flows.models import Flow
from flows.teaching import give_phrases, hand_over, make_known
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.scope import within

FOLDER = Path(__file__).resolve().parent / "starters"


@dataclass(frozen=True, slots=True)
class Starter:
    """`phrases` are example questions by language, for the classifier to start from."""

    key: str
    home: bool
    title: Mapping[str, str]
    document: Document
    phrases: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=1)
def available() -> tuple[Starter, ...]:
    """Every ready-made flow, the home flow first."""
    starters = (_read(path) for path in sorted(FOLDER.glob("*.json")))
    return tuple(sorted(starters, key=lambda each: not each.home))


def install(
    shop: Shop,
    keys: Iterable[str] | None = None,
    author: User | None = None,
    publish: bool = False,
) -> list[Flow]:
    """The shop's flows of these keys, all by default; one that the shop has stays as it is.

    `publish` publishes those that never were; raises `publishing.Unfit` if one leads to a flow
    that the shop does not have. A flow without phrases gets the ready-made ones, even one that
    was installed before there were any; each is told to the classifier.
    """
    wanted = None if keys is None else set(keys)
    with within(shop), transaction.atomic():
        starters = [each for each in available() if wanted is None or each.key in wanted]
        flows = [_own_copy(shop, each, author) for each in starters]
        for flow in flows if publish else ():
            if flow.live is None:
                publishing.publish(flow, draft_of(flow).number)
        for starter, flow in zip(starters, flows, strict=True):
            if _is_copy(flow, starter):
                give_phrases(shop, flow.key, starter.phrases)
            if flow.live is not None:
                hand_over(flow)
            else:
                make_known(flow)
    return flows


def install_with_shop(sender: object, shop: Shop, **_news: object) -> None:
    """Every new shop has the ready-made flows as drafts, the home flow among them."""
    install(shop)


def speak_with_shop(sender: object, shop: Shop, **_news: object) -> None:
    """The shop's copies are asked for in a language that it speaks from now on, too."""
    with within(shop):
        there = {flow.key: flow for flow in Flow.objects.all()}
        for starter in available():
            flow = there.get(starter.key)
            if flow is not None and _is_copy(flow, starter):
                give_phrases(shop, flow.key, starter.phrases)


def spoken_in(document: Document, shop: Shop) -> Document:
    """The document in those of its languages that the shop speaks; all if it names none of them.

    The other languages' texts stay, so that a language added later is there at once.
    """
    spoken = tuple(each for each in document.languages if each in shop.languages)
    return document.model_copy(update={"languages": spoken or document.languages})


def _own_copy(shop: Shop, starter: Starter, author: User | None) -> Flow:
    flow = Flow.objects.filter(key=starter.key).first()
    if flow is not None:
        return flow
    flow = Flow(
        shop=shop,
        key=starter.key,
        title=in_language(starter.title, shop.default_language, "en"),
        home=starter.home and not Flow.objects.filter(home=True).exists(),
    )
    start_flow(flow, spoken_in(starter.document, shop), _("Took the ready-made flow"), author)
    return flow


def _is_copy(flow: Flow, starter: Starter) -> bool:
    """Not one that the shop made itself under the same key, which is about something else."""
    theirs, own = starter.document.steps.keys(), load(draft_of(flow).document).steps.keys()
    return 2 * len(theirs & own) > len(theirs)


def _read(path: Path) -> Starter:
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    phrases = {language: tuple(lines) for language, lines in data["phrases"].items()}
    document = load(data["document"])
    return Starter(data["key"], data["home"], data["title"], document, phrases)
