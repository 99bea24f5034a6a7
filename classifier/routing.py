"""Routes what a shopper typed with the shop's newest model, which each process keeps at hand."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Collection
from dataclasses import dataclass, replace

from classifier.models import ModelVersion
from classifier.router.deciding import Decision, decide
from classifier.router.explaining import deciding_words
from classifier.router.methods import UNSURE
from classifier.router.model import Model, Score
from classifier.router.storing import BadModel, restored
from classifier.training.wanted import want
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

SHOPS_AT_HAND = 64
BYTES_AT_HAND = 32 * 2**20  # as stored; in memory it is about eight times as much
LOOK_AGAIN_SECONDS = 3.0

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Suggestion:
    label: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Routed:
    """`label` is there only when the flow is to be opened; then `alternatives` are the others."""

    method: str = UNSURE
    label: str = ""
    confidence: float = 0.0
    because: tuple[str, ...] = ()  # words of the shopper's, as they were typed
    alternatives: tuple[Suggestion, ...] = ()  # likeliest first, three at most


@dataclass(frozen=True, slots=True)
class _AtHand:
    version: int  # its row; 0 when there is none
    model: Model | None
    looked: float
    size: int = 0  # in bytes, as stored


_models: OrderedDict[int, _AtHand] = OrderedDict()
_lock = threading.Lock()


def route(
    shop: Shop, text: str, labels: Collection[str], unoffered: Collection[str] = ()
) -> Routed:
    """Which of `labels` the text is about; `unoffered` is opened, but never an alternative.

    A model that is missing or damaged knows nothing.
    """
    model = _model(shop)
    if model is None or not labels:
        return Routed()
    decision = decide(model.rank(text, labels), model.thin, unoffered)
    return _routed(decision, text, model)


def ready(shop: Shop) -> bool:
    """Whether there is a model, so that typing makes sense."""
    return _model(shop) is not None


def forget() -> None:
    """Leaves nothing at hand; for tests, in which numbers of shops are used again."""
    with _lock:
        _models.clear()


def _routed(decision: Decision, text: str, model: Model) -> Routed:
    others = tuple(map(_suggestion, decision.alternatives))
    likeliest = decision.best or next(iter(decision.alternatives), None)
    if likeliest is None:
        return Routed()
    sure = decision.method != UNSURE
    return Routed(
        method=decision.method,
        label=decision.best.label if decision.best else "",
        confidence=likeliest.confidence,
        because=deciding_words(text, likeliest.label, model) if sure else (),
        alternatives=others,
    )


def _suggestion(score: Score) -> Suggestion:
    return Suggestion(score.label, score.confidence)


def _model(shop: Shop) -> Model | None:
    """Looks every few seconds whether there is a newer version, with one small query."""
    with _lock:
        known = _models.get(shop.pk)
    if known is None or time.monotonic() - known.looked >= LOOK_AGAIN_SECONDS:
        known = _looked(shop, known)
        _keep(shop, known)
    return known.model


def _looked(shop: Shop, known: _AtHand | None) -> _AtHand:
    looked = time.monotonic()
    with within(shop):
        version = ModelVersion.objects.values_list("pk", flat=True).first() or 0
        if known and known.version == version:
            return replace(known, looked=looked)
        model, size = _loaded(shop, version) if version else (None, 0)
        return _AtHand(version, model, looked, size)


def _loaded(shop: Shop, version: int) -> tuple[Model | None, int]:
    rows = ModelVersion.objects.filter(pk=version).values_list("data", "digest")
    try:
        data, digest = rows.get()
        return restored(bytes(data), digest), len(data)
    except (ModelVersion.DoesNotExist, BadModel) as error:
        log.warning("The newest model of shop %s is not used: %s", shop.key, error)
        want(shop)
        return None, 0


def _keep(shop: Shop, at_hand: _AtHand) -> None:
    with _lock:
        _models[shop.pk] = at_hand
        _models.move_to_end(shop.pk)
        while len(_models) > SHOPS_AT_HAND or (len(_models) > 1 and _size() > BYTES_AT_HAND):
            _models.popitem(last=False)


def _size() -> int:
    return sum(each.size for each in _models.values())
