"""Whose address counts, proxy by proxy."""

from __future__ import annotations

import pytest
from django.test import RequestFactory
from pytest_django import Settings

from selfservice.tenancy.address import client_address


@pytest.mark.parametrize(
    ("proxies", "forwarded", "peer", "address"),
    [
        (0, "6.6.6.6", "9.9.9.9", "9.9.9.9"),
        (1, "6.6.6.6, 5.5.5.5", "10.0.0.1", "5.5.5.5"),
        (2, "6.6.6.6, 5.5.5.5, 10.0.0.2", "10.0.0.1", "5.5.5.5"),
        (1, "", "10.0.0.1", "10.0.0.1"),
        (3, "5.5.5.5", "10.0.0.1", "5.5.5.5"),
        (1, "6.6.6.6, <script>", "10.0.0.1", "10.0.0.1"),
        (0, "", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, "", "::ffff:5.5.5.5", "5.5.5.5"),
        (0, "", "", ""),
    ],
)
def test_the_right_most_address_no_proxy_of_ours_wrote(
    settings: Settings, proxies: int, forwarded: str, peer: str, address: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_address(request) == address


def test_a_stranger_cannot_change_it_by_inventing_forwarders(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = 1
    seen = {
        client_address(
            RequestFactory().get(
                "/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=f"1.1.1.{n}, 5.5.5.5"
            )
        )
        for n in range(100)
    }
    assert seen == {"5.5.5.5"}
