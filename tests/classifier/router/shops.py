"""Small material to train on, and a model made of it once."""

from __future__ import annotations

from functools import cache

from classifier.background import sentences
from classifier.router.fitting import Fitted, fit, model_of
from classifier.router.material import Example, Material, rows
from classifier.router.model import Model
from tests.classifier.taught import PHRASES, TITLES

QUERIES = [
    "Where is my parcel, please?",
    "kdy dorazí můj balík",
    "zruste mi objednavku 10234",
    "it is brokennnn!!!",
    "přišlo to rozbité a chybí díl",
    "I'd like to cancel",
    "what is the weather like",
    "a",
    "?",
    "",
]


def examples() -> list[Example]:
    return [
        Example(label, text, language)
        for label, own in PHRASES.items()
        for language, texts in own.items()
        for text in texts
    ]


def material(background: bool = True) -> Material:
    titles = {label: list(own.values()) for label, own in TITLES.items()}
    strange = [*sentences("en"), *sentences("cs")] if background else []
    return Material(examples(), titles, {}, strange)


@cache
def fitted() -> Fitted:
    return fit(rows(material()))


@cache
def model() -> Model:
    return model_of(fitted(), material())
