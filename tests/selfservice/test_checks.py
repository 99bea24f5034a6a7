"""The deployment check refuses what would put the bubble on the shop's own origin."""

from __future__ import annotations

from django.test import override_settings

from selfservice.checks import deployment
from selfservice.tenancy.models import Shop


def findings() -> set[str | None]:
    return {finding.id for finding in deployment()}


def test_a_shop_on_the_public_address_is_refused(shop: Shop) -> None:
    with override_settings(PUBLIC_URL="https://Anna.example"):
        assert "selfservice.E003" in findings()


def test_a_host_of_its_own_is_accepted(shop: Shop) -> None:
    with override_settings(PUBLIC_URL="https://help.anna.example"):
        assert "selfservice.E003" not in findings()
