"""Compares and hides contact data: the same mailbox however it is typed, and a hint of it."""

from __future__ import annotations

import hashlib
import hmac
import re
from string import ascii_lowercase, ascii_uppercase

from django.conf import settings

PHONE_DIGITS = 9  # what is left of a number after the country's code
_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)


def normal_email(text: str) -> str:
    return text.strip().casefold()


def normal_phone(text: str) -> str:
    """The last nine digits; empty for what is too short to be a number."""
    digits = re.sub(r"\D", "", text)
    return digits[-PHONE_DIGITS:] if len(digits) >= PHONE_DIGITS else ""


def normal_contact(text: str) -> str:
    """An address is never read as the phone number that its digits would make."""
    return ("@" not in text and normal_phone(text)) or normal_email(text)


def matches(given: str, email: str, phone: str) -> bool:
    """In constant time, and with the same work whichever of the two is compared."""
    given = normal_contact(given)
    by_email = _same(given, normal_email(email))
    by_phone = _same(given, normal_phone(phone))
    return by_email | by_phone


def _same(given: str, kept: str) -> bool:
    equal = hmac.compare_digest(given.encode(), kept.encode())
    return equal and kept != ""


def hint(email: str) -> str:
    """`a***@e***.com`: enough to recognise one's own, too little to learn another's."""
    name, at, host = email.partition("@")
    if not at or not name or not host:
        return ""
    domain, _dot, tail = host.rpartition(".")
    return f"{name[0]}***@{(domain or tail)[0]}***.{tail}"


def subject_of(shop_id: int, email: str) -> str:
    """Names a mailbox without telling which: what a proof is about.

    Only A to Z lose their case: other letters that fold alike, as ß and ss, are other mailboxes.
    """
    text = f"mailbox|{shop_id}|{email.strip().translate(_SMALL)}"
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()[:24]
