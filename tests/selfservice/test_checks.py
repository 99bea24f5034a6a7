"""The deployment check refuses what would put the bubble, or uploads, where they must not be."""

from __future__ import annotations

import pytest
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


@pytest.mark.parametrize(("media", "found"), [("/x/static/up", True), ("/x/uploads", False)])
def test_uploads_among_the_public_files_are_refused(db: None, media: str, found: bool) -> None:
    with override_settings(STATIC_ROOT="/x/static", MEDIA_ROOT=media):
        assert ("selfservice.E004" in findings()) is found


@pytest.mark.parametrize("allowed", [True, False])
def test_an_open_way_to_the_private_network_is_refused(db: None, allowed: bool) -> None:
    with override_settings(ALLOW_PRIVATE_TARGETS=allowed):
        assert ("selfservice.E005" in findings()) is allowed
