"""Authenticated encryption of one stored value, bound to the row and column it belongs to."""

from __future__ import annotations

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

NONCE_OCTETS = 12


class Unreadable(Exception):
    """The value was sealed with a key this installation does not have, or was moved or altered."""


def seal(plain: bytes, place: str) -> str:
    """`key id:base64(nonce + AES-256-GCM text)`; `place` names table, column, row and shop."""
    key_id, sealed = _sealed(plain, place)
    return f"{key_id}:{base64.b64encode(sealed).decode()}"


def unseal(sealed: str, place: str) -> bytes:
    key_id, _colon, text = sealed.partition(":")
    return _unsealed(key_id, base64.b64decode(text), place)


def seal_bytes(plain: bytes, place: str) -> bytes:
    """The same for the content of a file, without base64: `key id:` and then the octets."""
    key_id, sealed = _sealed(plain, place)
    return key_id.encode() + b":" + sealed


def unseal_bytes(sealed: bytes, place: str) -> bytes:
    key_id, _colon, raw = sealed.partition(b":")
    return _unsealed(key_id.decode(errors="replace"), raw, place)


def _sealed(plain: bytes, place: str) -> tuple[str, bytes]:
    key_id, key = next(iter(settings.FIELD_KEYS.items()))
    nonce = os.urandom(NONCE_OCTETS)
    return key_id, nonce + AESGCM(key).encrypt(nonce, plain, place.encode())


def _unsealed(key_id: str, raw: bytes, place: str) -> bytes:
    if key_id not in settings.FIELD_KEYS:
        raise Unreadable(f"No key {key_id!r} in FIELD_KEYS: put back the key this was sealed with.")
    cipher = AESGCM(settings.FIELD_KEYS[key_id])
    try:
        return cipher.decrypt(raw[:NONCE_OCTETS], raw[NONCE_OCTETS:], place.encode())
    except (InvalidTag, ValueError) as error:
        raise Unreadable(f"The value at {place} was altered or moved from another row.") from error
