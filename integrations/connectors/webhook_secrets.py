"""Secrets and signatures of Standard Webhooks: https://www.standardwebhooks.com."""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets

from django import forms
from django.utils.translation import gettext_lazy as _

WHSEC = "whsec_"
OCTETS = 32
SMALLEST, LARGEST = 24, 64  # octets that the standard allows


def new_secret() -> str:
    return WHSEC + base64.b64encode(secrets.token_bytes(OCTETS)).decode()


def signature(secret: str, signed: bytes) -> str:
    """`signed` is id.timestamp.body."""
    made = hmac.new(_octets(secret), signed, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(made).decode()}"


class SecretField(forms.CharField):
    """One that the owner brings along from elsewhere."""

    default_error_messages = {
        "wrong": _("A secret begins with whsec_ and goes on with 24 to 64 bytes in base64.")
    }

    def clean(self, value: str | None) -> str:
        secret: str = super().clean(value)
        if secret and not _is_secret(secret):
            raise forms.ValidationError(self.error_messages["wrong"], code="wrong")
        return secret


def _is_secret(secret: str) -> bool:
    try:
        return secret.startswith(WHSEC) and SMALLEST <= len(_octets(secret)) <= LARGEST
    except ValueError:
        return False


def _octets(secret: str) -> bytes:
    return base64.b64decode(secret.removeprefix(WHSEC), validate=True)
