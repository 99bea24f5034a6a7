"""Two shops and the three people every test knows: an owner, her agent, and a stranger."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any
from unittest.mock import patch
from uuid import uuid4

import pytest
from django.conf import settings
from django.core.cache.backends.locmem import LocMemCache
from django.test import Client, override_settings
from hypothesis import HealthCheck
from hypothesis import settings as hypothesis

from classifier import routing
from flows.passage import pinned
from selfservice.files import pictures
from selfservice.privacy import pacing
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import within
from tests.at_once import AtOnce, called_at_once
from tests.scheduling import JourneysTogether
from tests.selfservice.frozen_broker import FrozenBroker, frozen_broker

# A busy machine is slow, not wrong.
PATIENCE_SECONDS = 300.0
STEADY = hypothesis(deadline=None, suppress_health_check=[HealthCheck.too_slow])
hypothesis.register_profile("steady", STEADY)
hypothesis.load_profile("steady")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """In CI a browser's journey has a second try, and the summary names each that needed it.

    No other test has one: those that kill workers or race threads would hide what they look for.
    """
    for item in items:
        if os.environ.get("CI") and item.get_closest_marker("journey"):
            item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> JourneysTogether:
    return JourneysTogether(config, log)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """SQLite in a file, as where it serves.

    In memory, Django's usual place for tests, it has no second connection: threads that work
    together would meet locks that no shop ever meets.
    """
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        default["TEST"]["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        default["OPTIONS"]["timeout"] = PATIENCE_SECONDS


@pytest.fixture
def at_once(transactional_db: None) -> AtOnce:
    return called_at_once


def _member(shop: Shop, email: str, role: Role) -> User:
    user = User.objects.create_user(email, "correct horse battery", is_staff=True)
    with within(shop):
        Member.objects.create(shop=shop, user=user, role=role)
    return user


@pytest.fixture(autouse=True, scope="session")
def _quick_passwords() -> Iterator[None]:
    """A safe password takes its time on purpose; a hundred made in one test would take a minute."""
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):
        yield


@pytest.fixture(autouse=True, scope="session")
def _slow_pictures() -> Iterator[None]:
    """The clock of a machine that runs many tests at once says nothing about a picture."""
    with patch.multiple(pictures, WALL_SECONDS=PATIENCE_SECONDS, PATIENCE_SECONDS=PATIENCE_SECONDS):
        yield


@pytest.fixture(autouse=True, scope="session")
def _storage(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Uploads of tests never go where a running service keeps its own."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("files")):
        yield


@pytest.fixture(autouse=True, scope="session")
def _unhurried() -> Iterator[None]:
    """Tests ask faster than any person, and all from one address; who tests limits sets them."""
    names = ("SESSION_REQUESTS_A_MINUTE", "NETWORK_REQUESTS_A_MINUTE")
    more = ("NETWORK_LOOKUPS_AN_HOUR", "SHOP_LOOKUPS_AN_HOUR")
    with override_settings(**dict.fromkeys((*names, *more), 10**9)):
        yield


@pytest.fixture(autouse=True)
def _counts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Requests are counted for each test alone, and by nothing that a busy machine makes late."""
    monkeypatch.setattr(pacing, "cache", LocMemCache(uuid4().hex, {}))


@pytest.fixture(autouse=True)
def _remembered() -> Iterator[None]:
    """A test's revision or shop may get the number of an earlier test's, still remembered."""
    yield
    pinned.cache_clear()
    routing.forget()


@pytest.fixture
def shop(db: None) -> Shop:
    return Shop.objects.create(
        key="anna",
        name="Anna's Shop",
        languages=["en", "cs", "es"],
        default_language="en",
        contact_email="help@anna.example",
        origins=["https://anna.example"],
    )


@pytest.fixture
def other_shop(db: None) -> Shop:
    return Shop.objects.create(key="otto", name="Otto's Shop", languages=["en"])


@pytest.fixture
def owner(shop: Shop) -> User:
    return _member(shop, "anna@anna.example", Role.OWNER)


@pytest.fixture
def agent(shop: Shop) -> User:
    return _member(shop, "agnes@anna.example", Role.AGENT)


@pytest.fixture
def stranger(other_shop: Shop) -> User:
    """Runs another shop, and must see nothing of Anna's."""
    return _member(other_shop, "otto@otto.example", Role.OWNER)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def as_owner(owner: User) -> Client:
    return signed_in(owner)


@pytest.fixture
def as_agent(agent: User) -> Client:
    return signed_in(agent)


@pytest.fixture
def as_role(shop: Shop) -> Callable[[str], Client]:
    """The browser of somebody who has this role in Anna's shop."""

    def client(role: str) -> Client:
        return signed_in(_member(shop, f"{role}@anna.example", Role(role)))

    return client


@pytest.fixture
def in_shop(shop: Shop) -> Iterator[Shop]:
    with within(shop):
        yield shop


@pytest.fixture
def frozen(monkeypatch: pytest.MonkeyPatch) -> Iterator[FrozenBroker]:
    yield from frozen_broker(monkeypatch)
