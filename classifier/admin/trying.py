"""What would happen to a question, in words and bands instead of false precision."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from classifier.admin.names import title_of
from classifier.models import Topic, Training
from classifier.router.methods import ASK, OPEN
from classifier.routing import Routed, ready, route
from selfservice.tenancy.models import Shop

VERY_SURE_FROM = 0.85


@dataclass(frozen=True, slots=True)
class Trial:
    """`tone` colours the sentence: good, warm or bad."""

    tone: str
    sentence: str
    because: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()  # what is offered, or what else was thinkable
    label: str = ""  # the likeliest flow, to begin a phrase with


def try_out(shop: Shop, text: str) -> Trial:
    """Routes as for a shopper, among the published flows; nothing is kept of it."""
    if not ready(shop):
        return Trial("bad", _no_model())
    titles = {
        topic.label: title_of(topic.titles, shop, topic.label)
        for topic in Topic.objects.filter(live=True)
    }
    return _told(route(shop, text, titles.keys()), titles)


def _no_model() -> str:
    if Training.objects.filter(wanted__isnull=False).exists():
        return _("The model is being made. Try again in a moment.")
    return _("There is no model yet: add phrases and train it, then try again.")


def _told(routed: Routed, titles: dict[str, str]) -> Trial:
    others = tuple(titles[each.label] for each in routed.alternatives)
    likeliest = routed.label or next((each.label for each in routed.alternatives), "")
    if routed.method == OPEN:
        said = _("Opens “%(flow)s” at once: very sure.")
        if routed.confidence < VERY_SURE_FROM:
            said = _("Opens “%(flow)s” at once: sure enough.")
        sentence = said % {"flow": titles[routed.label]}
        return Trial("good", sentence, routed.because, others, likeliest)
    if routed.method == ASK:
        said = _("Asks what was meant, with “%(flow)s” as the likeliest.")
        sentence = said % {"flow": titles[likeliest]}
        return Trial("warm", sentence, routed.because, others, likeliest)
    if others:
        said = _("Is not sure: offers a person first, and what it might be.")
        return Trial("bad", said, routed.because, others, likeliest)
    return Trial("bad", _("Knows none of this: offers a person."))
