"""Reads one environment variable strictly: a value that is not understood stops the start."""

from __future__ import annotations

import base64
import binascii
import ipaddress
import os
import re
import ssl
from email.utils import parseaddr
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

REDIS = {"redis", "rediss"}
BROKERS = {*REDIS, "filesystem", "memory"}
LEVELS = {"DEBUG", "INFO", "WARNING", "ERROR"}
YES = {"1", "true", "yes", "on"}
NO = {"0", "false", "no", "off", ""}
DATABASES = {"django.db.backends.sqlite3", "django.db.backends.postgresql"}
FIELD_KEY_OCTETS = 32
MAIL_SERVER = "integrations.mail_server.Backend"
HOST_NAME = re.compile(r"\*|\.?[\w-]+(\.[\w-]+)*|\[[0-9a-f:.]+\]", re.ASCII | re.IGNORECASE)
MAILBOX = re.compile(r"[^@\s]+@[^@\s]+")


def text(name: str, default: str = "") -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, default: bool = False) -> bool:
    given = os.environ.get(name)
    if given is None:
        return default
    if given.strip().lower() in YES:
        return True
    if given.strip().lower() in NO:
        return False
    raise ImproperlyConfigured(f"{name} is {given!r}: write 1 or 0.")


def whole(name: str, default: int, smallest: int = 0, largest: int = 2**31 - 1) -> int:
    given = text(name, str(default))
    if given.isascii() and given.isdigit() and smallest <= int(given) <= largest:
        return int(given)
    raise ImproperlyConfigured(
        f"{name} is {given!r}: write a whole number from {smallest} to {largest}."
    )


def seconds(name: str, default: float) -> float:
    given = text(name, str(default))
    try:
        value = float(given)
    except ValueError:
        value = 0.0
    if not 0 < value < 86_400:
        raise ImproperlyConfigured(f"{name} is {given!r}: write a number of seconds, such as 2.5.")
    return value


def hosts(name: str) -> list[str]:
    """Host names without scheme and port; `*` and `.example.com` as Django knows them."""
    given = [part.strip() for part in text(name).split(",") if part.strip()]
    for each in given:
        if not HOST_NAME.fullmatch(each):
            raise ImproperlyConfigured(
                f"{name} has {each!r}: write host names alone, with commas, "
                "such as help.example.com,www.example.com"
            )
    return given


def sender(name: str, default: str) -> str:
    """An e-mail address, or `Name <address>`."""
    given = text(name)
    if given and not (given.isprintable() and MAILBOX.fullmatch(parseaddr(given)[1])):
        raise ImproperlyConfigured(
            f"{name} is {given!r}: write an e-mail address, such as help@example.com."
        )
    return given or default


def folder(name: str, default: Path, mode: int = 0o777) -> Path:
    """A folder, made where it is missing."""
    path = Path(text(name, str(default))).absolute()
    try:
        path.mkdir(mode, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is {str(path)!r}, which cannot be made ({error.strerror}): "
            "write a folder that may be written to."
        ) from error
    return path


def authorities(name: str) -> None:
    """Whether Python's own variable names a file of certificates; calls to vendors read it."""
    given = text(name)
    try:
        if given:
            ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT).load_verify_locations(given)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is {given!r}, which holds no certificates that can be read: "
            "write the path of a PEM file, or leave it out."
        ) from error


def one_of(name: str, default: str, allowed: set[str]) -> str:
    given = text(name, default)
    if given in allowed:
        return given
    raise ImproperlyConfigured(f"{name} is {given!r}: write one of {', '.join(sorted(allowed))}.")


def server(name: str, default: str, schemes: set[str]) -> str:
    """The address of a server, such as redis://127.0.0.1:6379/0, or the default."""
    given = text(name, default)
    if given and _split(name, given).scheme not in schemes:
        raise ImproperlyConfigured(
            f"{name} is not understood: begin it with "
            f"{' or '.join(f'{scheme}://' for scheme in sorted(schemes))}."
        )
    return given


def mail(name: str, default: str) -> dict[str, Any]:
    """Django's EMAIL_ settings."""
    given = text(name, default)
    if _split(name, given).scheme not in environ.Env.EMAIL_SCHEMES:
        raise ImproperlyConfigured(
            f"{name} is not understood: write smtp+tls://USER:PASSWORD@HOST:587."
        )
    config: dict[str, Any] = environ.Env.email_url_config(given)
    if config["EMAIL_BACKEND"] == environ.Env.EMAIL_SCHEMES["smtp"]:
        config["EMAIL_BACKEND"] = MAIL_SERVER
    return config


def origin(name: str, default: str) -> str:
    """An address without a path, such as https://help.example.com."""
    given = text(name, default).rstrip("/")
    parts = _split(name, given)
    if "@" in parts.netloc:
        raise ImproperlyConfigured(f"{name} holds a user or a password: write it without.")
    beyond = parts.path or parts.query or parts.fragment
    if parts.scheme not in {"http", "https"} or not parts.hostname or beyond:
        raise ImproperlyConfigured(
            f"{name} is {given!r}: write the address shoppers reach, without a path, "
            "such as https://help.example.com"
        )
    return given


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def database(name: str, file: Path) -> dict[str, Any]:
    """The database at the address, or the SQLite file where none is given."""
    given = text(name)
    if not given:
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file)}
    _split(name, given)
    scheme = given.partition(":")[0]
    if scheme in environ.Env.DB_SCHEMES:
        parsed: dict[str, Any] = environ.Env.db_url_config(given)
        if parsed.get("ENGINE") in DATABASES and parsed["NAME"] not in {"", ":memory:"}:
            return parsed
    raise ImproperlyConfigured(
        f"{name} is not understood: write postgres://USER:PASSWORD@HOST:5432/NAME "
        "or sqlite:////path/to/file.sqlite3."
    )


def field_keys(raw: str) -> dict[str, bytes]:
    """`id:key,id:key`, the first being the one that new values are sealed with."""
    keys: dict[str, bytes] = {}
    for part in raw.split(","):
        key_id, _colon, encoded = part.strip().partition(":")
        if not key_id or key_id in keys:
            raise ImproperlyConfigured("FIELD_KEYS: write id:key,id:key, each id once.")
        keys[key_id] = _octets(key_id, encoded)
    return keys


def _octets(key_id: str, encoded: str) -> bytes:
    try:
        octets = base64.b64decode(encoded + "=" * (-len(encoded) % 4), "-_", validate=True)
    except (binascii.Error, ValueError):
        octets = b""
    if len(octets) != FIELD_KEY_OCTETS:
        raise ImproperlyConfigured(
            f"FIELD_KEYS: the key {key_id!r} is not 32 bytes in URL-safe base64."
        )
    return octets


def _split(name: str, given: str) -> SplitResult:
    """The address in parts; never repeats the value, which may hold a password."""
    try:
        parts = urlsplit(given)
        _ = parts.port
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is not an address: check its port.") from error
    return parts
