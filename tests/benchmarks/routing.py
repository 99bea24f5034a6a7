"""What routing costs and how good it is, on the phrases of the ready-made flows."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
import tracemalloc
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from classifier.background import sentences
from classifier.router.examining import examined
from classifier.router.explaining import deciding_words
from classifier.router.fitting import Fitted, fit, model_of
from classifier.router.material import Example, Material, labels_of, rows
from classifier.router.model import Model
from classifier.router.normalising import normalised
from classifier.router.storing import restored, stored

STARTERS = Path(__file__).resolve().parent.parent.parent / "flows" / "starters"
LANGUAGES = ("en", "cs", "es")
SHOP = (10, 30)  # flows and phrases of each
ASKED = 400


def routing() -> str:
    """Times are of one thread's processor, so that a busy machine changes them little."""
    shop = _shop(*SHOP)
    fitted = fit(rows(shop))
    model = model_of(fitted, shop)
    asked = [each.text for each in starters(LANGUAGES).examples][:ASKED]
    return "\n".join(
        [
            f"{len(labels_of(shop))} flows x {SHOP[1]} phrases in three languages",
            _latency(fitted, model, asked),
            _size(model),
            _training(shop),
            *(_quality(language) for language in LANGUAGES),
        ]
    )


def starters(languages: Sequence[str]) -> Material:
    flows = [json.loads(path.read_text()) for path in sorted(STARTERS.glob("*.json"))]
    return Material(
        examples=[
            Example(flow["key"], text, language)
            for flow in flows
            for language in languages
            for text in flow["phrases"][language]
        ],
        titles={flow["key"]: [flow["title"][each] for each in languages] for flow in flows},
        background=[text for language in languages for text in sentences(language)],
    )


def _shop(flows: int, phrases: int) -> Material:
    """The ready-made flows with so many phrases each, a third in every language."""
    whole = starters(LANGUAGES)
    labels = labels_of(whole)[:flows]
    kept = [
        each
        for label in labels
        for language in LANGUAGES
        for each in [
            own for own in whole.examples if (own.label, own.language) == (label, language)
        ][: phrases // len(LANGUAGES)]
    ]
    return replace(whole, examples=kept, titles={label: whole.titles[label] for label in labels})


def _latency(fitted: Fitted, model: Model, asked: Sequence[str]) -> str:
    ours = _times(model.rank, asked)
    theirs = _times(lambda text: fitted.decisions(fitted.transform([normalised(text)])), asked)
    words = _times(lambda text: deciding_words(text, model.labels[0], model), asked)
    return (
        f"  a question: p50 {median(ours):.2f} ms, p99 {_p99(ours):.2f} ms;"
        f" scikit-learn's own p50 {median(theirs):.2f} ms, p99 {_p99(theirs):.2f} ms;"
        f" ratio {median(ours) / median(theirs):.2f}; the words that decided"
        f" p50 {median(words):.2f} ms"
    )


def _times(answer: Callable[[str], Any], asked: Sequence[str]) -> list[float]:
    """Milliseconds of processor time, after a few to warm up."""
    times = []
    for text in [*asked[:20], *asked]:
        started = time.thread_time_ns()
        answer(text)
        times.append((time.thread_time_ns() - started) / 1e6)
    return times[20:]


def _p99(times: Sequence[float]) -> float:
    return quantiles(times, n=100)[98]


def _size(model: Model) -> str:
    packed = stored(model)
    tracemalloc.start()
    kept = restored(packed.data, packed.digest)
    held, _peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return (
        f"  a model: {len(packed.data) / 1024:.0f} KB stored, {held / 2**20:.1f} MB in memory,"
        f" {len(kept.vocabulary)} columns; scikit-learn costs the training worker"
        f" {_memory_of('sklearn.svm'):.0f} MB that the web does not have"
    )


def _memory_of(module: str) -> float:
    """Megabytes that a process grows by importing it beside numpy; asks Linux."""
    code = "import numpy, {}; print(open('/proc/self/statm').read().split()[1])"
    with_it, without = (
        int(subprocess.check_output([sys.executable, "-c", code.format(each)]))
        for each in (module, "sys")
    )
    return (with_it - without) * resource.getpagesize() / 2**20


def _training(shop: Material) -> str:
    started = time.process_time()
    examined(shop)
    seconds = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return (
        f"  a training with its examination: {seconds:.1f} s; this process peaked at {peak:.0f} MB"
    )


def _quality(language: str) -> str:
    """Cross-validated: each phrase is asked of a model that has not seen it."""
    whole = starters([language])
    told = examined(whole).report
    plain = examined(replace(whole, examples=[_plain(each) for each in whole.examples])).report
    return (
        f"  {language}: {told['accuracy']:.1%} right at once ({plain['accuracy']:.1%} without"
        f" accents); opens {told['opened']:.0%}, {told['opened_right']:.1%} of these rightly;"
        f" right flow opened or offered {told['served']:.1%}"
    )


def _plain(example: Example) -> Example:
    letters = unicodedata.normalize("NFKD", example.text)
    return replace(
        example, text="".join(each for each in letters if not unicodedata.combining(each))
    )
