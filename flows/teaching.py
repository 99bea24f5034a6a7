"""Tells the classifier which flows are live and what they are about, and gives it first phrases."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence

from classifier import phrases, topics
from classifier.models import Phrase, Source, Topic
from flows.drafting import draft_of
from flows.engine.document import Ask, Choose, Document, Say, Text, load
from flows.engine.texts import PLACEHOLDER
from flows.models import Flow, Revision
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import across_shops, within

log = logging.getLogger(__name__)


def hand_over(flow: Flow) -> None:
    """What a flow is about as it is live now; a flow that is not is taken back.

    Repeating it is harmless: the model is trained again only if something changed.
    """
    with within(flow.shop):
        pointer = Flow.objects.filter(pk=flow.pk).values("live")
        live = Revision.objects.filter(pk__in=pointer).first()
        if live is None:
            topics.withdraw(flow.shop, flow.key)
            return
        document = load(live.document)
        titles = _spoken(document, document.title)
        # The home flow names all the others: what it says is about everything.
        hints = {} if flow.home else hints_of(document)
        topics.tell(flow.shop, flow.key, titles, hints)


def make_known(flow: Flow) -> None:
    """So that phrases can be written for a flow that was never published; it stays unrouted."""
    with within(flow.shop):
        if not Topic.objects.filter(label=flow.key).exists():
            document = load(draft_of(flow).document)
            titles = _spoken(document, document.title)
            topics.tell(flow.shop, flow.key, titles, {}, live=False)


def hear(sender: object, flow: Flow, **_news: object) -> None:
    """That a flow was published or unpublished."""
    hand_over(flow)


def catch_up(every: bool = False) -> None:
    """Tells again what the news of it may have been lost about: each flow that is live and not
    known so, or the other way round; or every flow, for what has changed in it."""
    with across_shops():
        live = set(Flow.objects.filter(live__isnull=False).values_list("shop", "key"))
        known = set(Topic.objects.filter(live=True).values_list("shop", "label"))
        flows = list(Flow.objects.select_related("shop")) if every or live != known else []
    for flow in flows:
        if every or (flow.shop_id, flow.key) in live ^ known:
            _try_to_hand_over(flow)


def _try_to_hand_over(flow: Flow) -> None:
    """One that fails keeps no other from being told."""
    try:
        hand_over(flow)
    except Exception as error:
        log.error("Flow %s is not made known: %s", flow.pk, type(error).__name__)


def give_phrases(shop: Shop, flow: str, own: Mapping[str, Sequence[str]]) -> int:
    """Adds a ready-made flow's phrases in those of the shop's languages that it has none in.

    Returns how many were added. A phrase that the owner took out does not come back.
    """
    with within(shop):
        there = set(Phrase.objects.filter(label=flow).values_list("language", flat=True))
        wanted = [each for each in shop.languages if each in own and each not in there]
        added = (phrases.add(shop, flow, each, own[each], Source.STARTER) for each in wanted)
        return sum(each.added for each in added)


def hints_of(document: Document) -> dict[str, list[str]]:
    """Options and questions by language, for a flow with few phrases; not the way to a person."""
    steps = (step for key, step in document.steps.items() if key != document.person)
    texts = [
        text
        for step in steps
        if isinstance(step, Say | Choose | Ask)
        for text in (step.text, *_labels(step))
    ]
    hints = {language: _told(texts, language) for language in document.languages}
    return {language: told for language, told in hints.items() if told}


def _labels(step: Say | Choose | Ask) -> Iterator[Text]:
    for option in step.options if isinstance(step, Choose) else ():
        yield from (option.label, option.help)


def _told(texts: list[Text], language: str) -> list[str]:
    """One word, such as yes or no, is about any flow alike."""
    plain = (" ".join(PLACEHOLDER.sub(" ", text.get(language, "")).split()) for text in texts)
    return list(dict.fromkeys(each for each in plain if " " in each))


def _spoken(document: Document, text: Text) -> dict[str, str]:
    return {each: text[each] for each in document.languages if text.get(each)}
