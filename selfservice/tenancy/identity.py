"""Signed identities: a shop's own server vouches for the customer who is signed in there.

The token is a JWT (RFC 7519) signed with HS256 alone. It is read here, and not by a library,
because one algorithm and four claims are all there is, and whatever else a header asks for is
refused.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from selfservice import clock
from selfservice.tenancy.models import Shop

LONGEST = 2000  # characters
LASTS_AT_MOST = timedelta(hours=1)
LEEWAY = timedelta(seconds=60)  # clocks differ


class WrongIdentity(Exception):
    """Its text says what the shop's developer has to mend; it never says whose it was."""


def secret_of(shop: Shop) -> str:
    """What the shop's server signs with: made anew from the round each time, and stored nowhere."""
    made = salted_hmac("tenancy.identity", f"{shop.pk}.{shop.identity_round}", algorithm="sha256")
    return made.hexdigest()


def takes_identities(shop: Shop) -> bool:
    """Odd rounds are good, even ones stopped: a secret never comes back once it was ended."""
    return shop.identity_round % 2 == 1


def renew(shop: Shop) -> str:
    """A new secret; the one before ends at once."""
    shop.identity_round += 2 if takes_identities(shop) else 1
    shop.save(update_fields=["identity_round"])
    return secret_of(shop)


def stop(shop: Shop) -> None:
    if takes_identities(shop):
        shop.identity_round += 1
        shop.save(update_fields=["identity_round"])


def email_of(shop: Shop, token: str) -> str:
    """The signed-in customer's address. Raises WrongIdentity."""
    if not takes_identities(shop):
        raise WrongIdentity(_("This shop takes no signed identities: leave `identity` out."))
    claims = _claims(token, secret_of(shop).encode())
    if claims.get("aud") != shop.key:
        raise WrongIdentity(_("The identity is for another shop: `aud` has to be this shop's key."))
    _make_sure_of_time(claims)
    return _address(claims)


def _claims(token: str, secret: bytes) -> Mapping[str, Any]:
    parts = token.split(".")
    if len(token) > LONGEST or len(parts) != 3:
        raise _unreadable()
    signed = f"{parts[0]}.{parts[1]}".encode()
    expected = hmac.new(secret, signed, hashlib.sha256).digest()
    if _object(parts[0]).get("alg") != "HS256":
        raise WrongIdentity(_("The identity has to be signed with HS256."))
    if not hmac.compare_digest(expected, _octets(parts[2])):
        raise WrongIdentity(_("The identity is not signed with this shop's present secret."))
    return _object(parts[1])


def _object(part: str) -> Mapping[str, Any]:
    try:
        found = json.loads(_octets(part))
    except (ValueError, RecursionError) as error:
        raise _unreadable() from error
    if not isinstance(found, dict):
        raise _unreadable()
    return found


def _octets(part: str) -> bytes:
    """Base64 as JWTs write it, and no other spelling of the same octets."""
    try:
        octets = base64.b64decode(part + "=" * (-len(part) % 4), b"-_", validate=True)
    except (binascii.Error, ValueError) as error:
        raise _unreadable() from error
    if base64.urlsafe_b64encode(octets).decode().rstrip("=") != part:
        raise _unreadable()
    return octets


def _make_sure_of_time(claims: Mapping[str, Any]) -> None:
    now, made, ends = clock.now(), _instant(claims, "iat"), _instant(claims, "exp")
    if ends - made > LASTS_AT_MOST:
        raise WrongIdentity(_("The identity lasts too long: an hour from `iat` to `exp` at most."))
    if made > now + LEEWAY or ends < now - LEEWAY:
        raise WrongIdentity(_("The identity is over, or not good yet: sign a new one."))


def _instant(claims: Mapping[str, Any], name: str) -> datetime:
    seconds = claims.get(name)
    if isinstance(seconds, bool) or not isinstance(seconds, int | float):
        raise WrongIdentity(_("The identity needs `iat` and `exp` in seconds since 1970."))
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise WrongIdentity(_("The identity needs `iat` and `exp` in seconds since 1970.")) from (
            error
        )


def _address(claims: Mapping[str, Any]) -> str:
    email = claims.get("email")
    try:
        validate_email(email if isinstance(email, str) else "")
    except ValidationError as error:
        raise WrongIdentity(_("The identity needs the customer's address in `email`.")) from error
    return str(email)


def _unreadable() -> WrongIdentity:
    return WrongIdentity(_("The identity cannot be read: it has to be a JWT signed with HS256."))
