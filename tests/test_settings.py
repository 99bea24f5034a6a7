"""A wrong setting stops the start with one sentence; the right ones pass Django's own checks."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent
PRODUCTION = {
    "PUBLIC_URL": "https://help.example.com",
    "SECRET_KEY": "a sentence that is long enough to be a secret, and is not one at all",
    "FIELD_KEYS": "k1:" + "A" * 43,
    "TRUSTED_PROXIES": "1",
    "EMAIL_URL": "smtp+tls://name:word@mail.example.com:587",
}


def manage(var_dir: Path, *argv: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *argv],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], "VAR_DIR": str(var_dir), **environment},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"PUBLIC_URL": "https://help.example.com"}, "Set SECRET_KEY"),
        ({**PRODUCTION, "FIELD_KEYS": ""}, "Set FIELD_KEY"),
        ({"PUBLIC_URL": "help.example.com"}, "PUBLIC_URL is 'help.example.com'"),
        ({"PUBLIC_URL": "https://help.example.com/path"}, "without a path"),
        ({"PUBLIC_URL": "http://localhost:port"}, "PUBLIC_URL is not an address"),
        ({"FIELD_KEYS": "k1:short"}, "'k1' is not 32 bytes"),
        ({"FIELD_KEYS": "k1:" + "*" * 43}, "'k1' is not 32 bytes"),
        ({"FIELD_KEYS": ":" + "A" * 43}, "write id:key"),
        ({"DATABASE_URL": "nonsense"}, "DATABASE_URL is not understood"),
        ({"DATABASE_URL": "mysql://127.0.0.1/shop"}, "DATABASE_URL is not understood"),
        ({"REDIS_URL": "127.0.0.1:6379"}, "REDIS_URL is not understood"),
        ({"BROKER_URL": "carrier-pigeon://"}, "BROKER_URL is not understood"),
        ({"EMAIL_URL": "post://box"}, "EMAIL_URL is not understood"),
        ({"DELIVERY_LEASE_SECONDS": "30"}, "two calls of CONNECTOR_DEADLINE_SECONDS=15 may"),
        ({"CONNECTOR_DEADLINE_SECONDS": "25"}, "DELIVERY_LEASE_SECONDS is 45"),
        ({"DEMO": "perhaps"}, "DEMO is 'perhaps': write 1 or 0."),
        ({"DEBUG": "2"}, "DEBUG is '2': write 1 or 0."),
        ({"PORT": "http"}, "PORT is 'http'"),
        ({"PORT": "70000"}, "from 1 to 65535"),
        ({"LOOKUP_DEADLINE_SECONDS": "soon"}, "LOOKUP_DEADLINE_SECONDS is 'soon'"),
        ({"SESSION_REQUESTS_A_MINUTE": "0"}, "SESSION_REQUESTS_A_MINUTE is '0'"),
        ({"NETWORK_REQUESTS_A_MINUTE": "many"}, "NETWORK_REQUESTS_A_MINUTE is 'many'"),
        ({"NETWORK_LOOKUPS_AN_HOUR": "-1"}, "NETWORK_LOOKUPS_AN_HOUR is '-1'"),
        ({"SHOP_LOOKUPS_AN_HOUR": "1.5"}, "SHOP_LOOKUPS_AN_HOUR is '1.5'"),
        ({"LOG_LEVEL": "LOUD"}, "LOG_LEVEL is 'LOUD'"),
        ({**PRODUCTION, "DEMO": "1"}, "leave DEMO out"),
        ({"PUBLIC_URL": "https://help.example.com#top"}, "without a path"),
        ({"PUBLIC_URL": "http://name:word@localhost"}, "PUBLIC_URL holds a user or a password"),
        ({"ALLOWED_HOSTS": "help.example.com, http://x"}, "ALLOWED_HOSTS has 'http://x'"),
        ({"ALLOWED_HOSTS": "help.example.com:443"}, "ALLOWED_HOSTS has"),
        ({"SSL_CERT_FILE": "/nowhere.pem"}, "SSL_CERT_FILE is '/nowhere.pem'"),
        ({"SSL_CERT_FILE": "/dev/null"}, "SSL_CERT_FILE is '/dev/null'"),
        ({"DEFAULT_FROM_EMAIL": "foo"}, "DEFAULT_FROM_EMAIL is 'foo'"),
        ({"FAILPOINT": "zzz"}, "FAILPOINT is 'zzz'"),
        ({"VAR_DIR": "/dev/null/x"}, "VAR_DIR is '/dev/null/x'"),
        ({"MEDIA_ROOT": "/dev/null/x"}, "MEDIA_ROOT is '/dev/null/x'"),
        ({"STATIC_ROOT": "/dev/null/x"}, "STATIC_ROOT is '/dev/null/x'"),
    ],
)
def test_a_wrong_setting_stops_the_start_with_a_sentence(
    tmp_path: Path, environment: dict[str, str], sentence: str
) -> None:
    ended = manage(tmp_path, "serve", **environment)
    assert ended.returncode == 2
    assert sentence in ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stderr.count("\n") == 1


def test_a_database_that_does_not_answer_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    nobody = "postgres://name:hunter2@127.0.0.1:1/shop"
    ended = manage(tmp_path, "serve", PORT=str(free_port()), DATABASE_URL=nobody)
    assert ended.returncode == 2
    assert ended.stderr.startswith("The database of DATABASE_URL cannot be reached")
    assert ended.stderr.count("\n") == 1


@pytest.mark.parametrize("given", ["", "other.example.com,.shops.example.com,[::1]"])
def test_further_hosts_come_after_the_one_of_the_public_address(tmp_path: Path, given: str) -> None:
    show = "from django.conf import settings; print(','.join(settings.ALLOWED_HOSTS))"
    ended = manage(tmp_path, "shell", "-v0", "-c", show, **PRODUCTION, ALLOWED_HOSTS=given)
    assert ended.stdout.strip() == ",".join(filter(None, ["help.example.com", given]))


@pytest.mark.parametrize("given", ["help@example.com", "Anna's Mugs <help@shop.example.com>"])
def test_a_sender_may_have_a_name(tmp_path: Path, given: str) -> None:
    assert manage(tmp_path, "check", DEFAULT_FROM_EMAIL=given).returncode == 0


@pytest.mark.parametrize(
    ("name", "value", "found"),
    [("ALLOWED_HOSTS", "*", "selfservice.E007"), ("FAILPOINT", "call.before", "selfservice.E008")],
)
def test_what_only_tests_set_is_not_fit_for_deployment(
    tmp_path: Path, name: str, value: str, found: str
) -> None:
    ended = manage(tmp_path, "check", "--deploy", **PRODUCTION, **{name: value})
    assert ended.returncode == 1
    assert found in ended.stderr


def test_an_address_with_a_password_is_not_repeated(tmp_path: Path) -> None:
    ended = manage(tmp_path, "check", DATABASE_URL="postgres://shop:hunter2@db:port/shop")
    assert ended.returncode == 2
    assert "hunter2" not in ended.stderr


def test_a_bare_checkout_starts_and_keeps_its_keys(tmp_path: Path) -> None:
    assert manage(tmp_path, "check").returncode == 0
    kept = {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}
    assert manage(tmp_path, "check").returncode == 0
    assert kept == {path.name: path.read_text() for path in (tmp_path / "keys").iterdir()}


def test_only_the_installations_user_reads_the_folder_of_uploads(tmp_path: Path) -> None:
    assert manage(tmp_path, "check").returncode == 0
    assert (tmp_path / "files").stat().st_mode & 0o777 == 0o700


def test_production_settings_pass_the_deployment_check(tmp_path: Path) -> None:
    ended = manage(tmp_path, "check", "--deploy", "--fail-level", "WARNING", **PRODUCTION)
    assert ended.returncode == 0, ended.stderr
    assert "selfservice.I001" in ended.stderr  # SQLite is allowed, and named


@pytest.mark.parametrize("scheme", ["", "consolemail://", "filemail:///x", "dummymail://"])
def test_mail_that_reaches_nobody_is_not_fit_for_deployment(tmp_path: Path, scheme: str) -> None:
    ended = manage(tmp_path, "check", "--deploy", **{**PRODUCTION, "EMAIL_URL": scheme})
    assert ended.returncode == 1
    assert "selfservice.E006" in ended.stderr
    assert "No mail would reach anybody." in ended.stderr


def test_a_local_address_and_a_demo_are_not_fit_for_deployment(tmp_path: Path) -> None:
    ended = manage(tmp_path, "check", "--deploy", DEMO="1")
    assert ended.returncode == 1
    assert "selfservice.E001" in ended.stderr
    assert "selfservice.E002" in ended.stderr
