"""Writes a model as plain arrays, reads it back, and refuses whatever is not exactly one."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np

from classifier.router import normalising
from classifier.router.confidence import Confidence
from classifier.router.features import Vocabulary
from classifier.router.model import Model, Phrases

SCHEMA = 1
MOST_BYTES = 16 * 2**20  # as stored
MOST_BYTES_UNPACKED = 32 * 2**20  # of 150 flows with 100 phrases each: 22
KINDS = {  # every array, its type and its number of dimensions
    "meta": ("uint8", 1),
    "words": ("uint8", 1),
    "pieces": ("uint8", 1),
    "rarity": ("float32", 1),
    "weights": ("float16", 2),
    "intercepts": ("float32", 1),
    "starts": ("uint32", 1),
    "columns": ("uint32", 1),
    "values": ("float16", 1),
    "owned": ("uint32", 1),
}

Arrays = Mapping[str, Any]


class BadModel(Exception):
    """These bytes are no model that can be used here: train a new one."""


@dataclass(frozen=True, slots=True)
class Stored:
    data: bytes
    digest: str


def stored(model: Model) -> Stored:
    """Raises BadModel for one so large that it would not be read back."""
    packed = io.BytesIO()
    np.savez_compressed(packed, **_arrays(model))
    data = packed.getvalue()
    _check_size(data)
    return Stored(data, digest_of(data))


def restored(data: bytes, digest: str) -> Model:
    """Raises BadModel, and nothing else, for bytes of any kind."""
    if digest_of(data) != digest:
        raise BadModel("Its bytes are not those that were stored.")
    try:
        return _model(_unpacked(data))
    except BadModel:
        raise
    except Exception as error:  # whatever a damaged archive may bring about
        raise BadModel(f"It cannot be read ({type(error).__name__}).") from error


def digest_of(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _arrays(model: Model) -> dict[str, Any]:
    meta = {
        "schema": SCHEMA,
        "normalising": normalising.VERSION,
        "labels": model.labels,
        "confidence": asdict(model.confidence),
        "thin": model.thin,
    }
    return {
        "meta": _bytes(json.dumps(meta)),
        "words": _bytes("\n".join(model.vocabulary.words)),
        "pieces": _bytes("\n".join(model.vocabulary.pieces)),
        "rarity": model.vocabulary.rarity,
        "weights": model.weights,
        "intercepts": model.intercepts,
        "starts": model.phrases.starts.astype(np.uint32),
        "columns": model.phrases.columns.astype(np.uint32),
        "values": model.phrases.values.astype(np.float16),
        "owned": model.phrases.owned.astype(np.uint32),
    }


def _unpacked(data: bytes) -> Arrays:
    _check_size(data)
    with np.load(io.BytesIO(data), allow_pickle=False) as kept:
        arrays = {name: kept[name] for name in kept.files}
    if {name: (str(each.dtype), each.ndim) for name, each in arrays.items()} != KINDS:
        raise BadModel("Its arrays are not those of a model.")
    return arrays


def _check_size(data: bytes) -> None:
    if len(data) > MOST_BYTES:
        raise BadModel("It is too large.")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(each.file_size for each in archive.infolist()) > MOST_BYTES_UNPACKED:
            raise BadModel("It is too large.")


def _model(arrays: Arrays) -> Model:
    meta = json.loads(arrays["meta"].tobytes())
    if (meta["schema"], meta["normalising"]) != (SCHEMA, normalising.VERSION):
        raise BadModel("It was made by another version.")
    labels = tuple(map(str, meta["labels"]))
    words = _columns(_texts(arrays["words"]), 0)
    pieces = _columns(_texts(arrays["pieces"]), len(words))
    _check(arrays, len(labels), len(words) + len(pieces))
    return Model(
        labels=labels,
        vocabulary=Vocabulary(words, pieces, arrays["rarity"]),
        weights=arrays["weights"],
        intercepts=arrays["intercepts"],
        phrases=_phrases(arrays),
        confidence=Confidence(**{name: float(own) for name, own in meta["confidence"].items()}),
        thin=bool(meta["thin"]),
    )


def _phrases(arrays: Arrays) -> Phrases:
    """In the types that numpy computes with, so that no question waits for a conversion."""
    starts, columns, owned = (
        arrays[name].astype(np.int64) for name in ("starts", "columns", "owned")
    )
    return Phrases(starts, columns, arrays["values"].astype(np.float32), owned)


def _check(arrays: Arrays, labels: int, columns: int) -> None:
    """That no look-up can ever miss, and that no value is a surprise."""
    cells, rows = len(arrays["columns"]), len(arrays["starts"]) - 1
    sound = (
        labels > 0,
        arrays["rarity"].shape == (columns,),
        arrays["weights"].shape == (columns, labels),
        arrays["intercepts"].shape == (labels,),
        arrays["values"].shape == (cells,),
        cells > 0 and int(arrays["columns"].max()) < columns,
        _climbs(arrays["starts"], rows, cells),
        _climbs(arrays["owned"], labels, rows),
        all(np.isfinite(arrays[name]).all() for name, kind in KINDS.items() if "float" in kind[0]),
    )
    if not all(sound):
        raise BadModel("Its arrays do not fit together.")


def _climbs(places: Any, steps: int, end: int) -> bool:
    """From nothing to `end` in so many steps, each of them up."""
    whole = places.astype(np.int64)
    rises = len(whole) == steps + 1 > 1 and bool((np.diff(whole) > 0).all())
    return rises and whole[0] == 0 and whole[-1] == end


def _columns(texts: Iterable[str], start: int) -> dict[str, int]:
    return {text: column for column, text in enumerate(texts, start)}


def _texts(packed: Any) -> list[str]:
    text: str = packed.tobytes().decode()
    return text.split("\n")


def _bytes(text: str) -> Any:
    return np.frombuffer(text.encode(), np.uint8)
