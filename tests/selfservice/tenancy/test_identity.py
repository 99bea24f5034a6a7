"""An identity is taken only when it is exactly what the shop's own server signs."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfservice import clock
from selfservice.tenancy.identity import WrongIdentity, email_of, secret_of
from selfservice.tenancy.models import Shop
from tests.selfservice.tenancy.signed import claims, signed

SHOP = Shop(pk=7, key="anna", identity_round=1)
OTHER = Shop(pk=8, key="otto", identity_round=1)
EMAIL = "jane@example.com"


def made(**other: Any) -> str:
    return signed(secret_of(SHOP), claims("anna", EMAIL, **other))


def refused(token: str, shop: Shop = SHOP) -> str:
    with pytest.raises(WrongIdentity) as wrong:
        email_of(shop, token)
    return str(wrong.value)


def test_what_the_shop_signed_names_its_customer() -> None:
    assert email_of(SHOP, made()) == EMAIL


def test_every_shop_and_round_has_a_secret_of_its_own() -> None:
    later = Shop(pk=7, key="anna", identity_round=3)
    assert len({secret_of(each) for each in (SHOP, OTHER, later)}) == 3


def test_another_shops_identity_is_refused() -> None:
    assert "not signed with" in refused(made(), OTHER)
    for_other = signed(secret_of(OTHER), claims("anna", EMAIL))
    assert "another shop" in refused(for_other, OTHER)


@pytest.mark.parametrize("alg", ["none", "HS512", "RS256", "hs256", "", None, ["HS256"]])
def test_no_other_algorithm_is_taken(alg: Any) -> None:
    token = signed(secret_of(SHOP), claims("anna", EMAIL), {"alg": alg})
    assert "HS256" in refused(token)


def test_an_unsigned_one_is_refused() -> None:
    head, said, _signature = made().split(".")
    assert refused(f"{head}.{said}.") == refused(f"{head}.{said}.{'A' * 43}")


def test_a_changed_claim_is_refused() -> None:
    _head, other, _signature = made(email="petr@example.com").split(".")
    head, _said, signature = made().split(".")
    assert "not signed with" in refused(f"{head}.{other}.{signature}")


def test_another_spelling_of_the_signature_is_refused() -> None:
    token = made()
    last = token[-1]
    same_octets = next(each for each in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdef" if each != last)
    assert refused(token[:-1] + same_octets)
    assert refused(token + "=")


@pytest.mark.parametrize(
    ("start", "end"), [(-7200, -3600), (-700, -100), (120, 600), (0, 3601), (-60, 7200)]
)
def test_it_is_good_for_an_hour_at_most_and_only_now(start: int, end: int) -> None:
    now = int(clock.now().timestamp())
    assert refused(made(iat=now + start, exp=now + end))


@pytest.mark.parametrize("email", [None, "", "jane", 7, ["jane@example.com"], "a@b@c", "x" * 300])
def test_an_address_that_is_none_is_refused(email: Any) -> None:
    assert "`email`" in refused(made(email=email))


@pytest.mark.parametrize("instant", [None, "soon", True, 1e300, float("nan"), -(10**20), [1]])
def test_times_that_are_none_are_refused(instant: Any) -> None:
    assert refused(made(exp=instant))
    assert refused(made(iat=instant))


@given(st.text() | st.from_regex(r"[A-Za-z0-9_.=-]{0,80}"))
def test_no_text_at_all_is_more_than_refused(token: str) -> None:
    assert refused(token)


@given(st.recursive(st.none() | st.integers() | st.text(), st.lists))
def test_signed_nonsense_is_refused_too(said: Any) -> None:
    assert refused(signed(secret_of(SHOP), said))
