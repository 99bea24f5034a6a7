"""A model is read back as it was, or refused: never run, never half believed."""

from __future__ import annotations

import io
import json
import pickle
import zipfile
from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from classifier.router import storing
from classifier.router.storing import BadModel, Stored, digest_of, restored, stored
from tests.classifier.router.shops import QUERIES, model


@cache
def kept() -> Stored:
    return stored(model())


def arrays() -> dict[str, Any]:
    with np.load(io.BytesIO(kept().data), allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def packed(changed: dict[str, Any]) -> bytes:
    target = io.BytesIO()
    np.savez(target, **changed)
    return target.getvalue()


def refused(data: bytes) -> bool:
    with pytest.raises(BadModel):
        restored(data, digest_of(data))
    return True


def test_what_is_read_back_ranks_the_same() -> None:
    again = restored(kept().data, kept().digest)
    assert again.labels == model().labels
    assert [again.rank(text) for text in QUERIES] == [model().rank(text) for text in QUERIES]


def test_the_same_model_is_the_same_bytes() -> None:
    assert stored(model()) == kept()


def test_other_bytes_than_those_stored_are_refused() -> None:
    with pytest.raises(BadModel, match="not those"):
        restored(kept().data[:-1] + b"x", kept().digest)


@given(st.integers(0, 10**9), st.binary(min_size=1, max_size=40))
@settings(max_examples=150, deadline=None)
def test_damage_is_refused_or_harmless(at: int, damage: bytes) -> None:
    """Even if whoever did the damage made the digest fit."""
    start = at % len(kept().data)
    data = kept().data[:start] + damage + kept().data[start + len(damage) :]
    try:
        damaged = restored(data, digest_of(data))
    except BadModel:
        return
    for text in QUERIES:
        damaged.rank(text)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_any_bytes_at_all_are_refused(data: bytes) -> None:
    assert refused(data)


class _Bomb:
    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return (pytest.fail, ("a pickle was run",))


def test_pickles_are_refused_and_not_run() -> None:
    bomb = np.array([_Bomb()], dtype=object)
    assert refused(pickle.dumps(_Bomb()))
    assert refused(packed({**arrays(), "weights": bomb}))


def test_an_archive_that_grows_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    kept()
    monkeypatch.setattr(storing, "MOST_BYTES_UNPACKED", 10_000)
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("weights.npy", b"\0" * 1_000_000)
    assert refused(target.getvalue())
    whole = kept().data
    monkeypatch.setattr(storing, "MOST_BYTES", 10)
    assert refused(whole)


@pytest.mark.parametrize("limit", ["MOST_BYTES", "MOST_BYTES_UNPACKED"])
def test_a_model_that_would_not_be_read_back_is_not_stored(
    monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    monkeypatch.setattr(storing, limit, 10_000)
    with pytest.raises(BadModel, match="too large"):
        stored(model())


@pytest.mark.parametrize("name", ["schema", "normalising"])
def test_another_version_is_refused(name: str) -> None:
    meta = json.loads(arrays()["meta"].tobytes())
    other = np.frombuffer(json.dumps({**meta, name: 99}).encode(), np.uint8)
    assert refused(packed({**arrays(), "meta": other}))


@pytest.mark.parametrize("name", sorted(storing.KINDS))
def test_arrays_that_do_not_fit_together_are_refused(name: str) -> None:
    whole = arrays()
    without = {each: own for each, own in whole.items() if each != name}
    assert refused(packed(without))
    assert refused(packed({**whole, name: whole[name][: len(whole[name]) // 2]}))
    assert refused(packed({**whole, name: whole[name].astype(np.float64)}))


@pytest.mark.parametrize(
    ("name", "value"),
    [("columns", 10**6), ("starts", 10**6), ("owned", 10**3), ("weights", np.nan)],
)
def test_values_that_would_miss_are_refused(name: str, value: float) -> None:
    own = arrays()[name].copy()
    own.flat[1] = value
    assert refused(packed({**arrays(), name: own}))
