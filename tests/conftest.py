"""Two shops and the three people every test knows: an owner, her agent, and a stranger."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from flows.passage import pinned
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import within


def _member(shop: Shop, email: str, role: Role) -> User:
    user = User.objects.create_user(email, "correct horse battery", is_staff=True)
    with within(shop):
        Member.objects.create(shop=shop, user=user, role=role)
    return user


@pytest.fixture(autouse=True)
def _documents() -> Iterator[None]:
    """A test's revision may get the number of an earlier test's, which is still remembered."""
    yield
    pinned.cache_clear()


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


@pytest.fixture
def in_shop(shop: Shop) -> Iterator[Shop]:
    with within(shop):
        yield shop
