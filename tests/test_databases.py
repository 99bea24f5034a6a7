"""The addresses of databases that tests make beside the run's own."""

from __future__ import annotations

import pytest

from tests.databases import beside, name_of


@pytest.mark.parametrize(
    ("given", "made"),
    [
        ("postgres://anna@db/shop", "postgres://anna@db/crash"),
        ("postgres://anna:s%2Fcret@db:6543/shop", "postgres://anna:s%2Fcret@db:6543/crash"),
        ("postgresql://anna@db/shop?sslmode=require", "postgres://anna@db/crash?sslmode=require"),
        ("postgres://anna@[::1]:5432/shop", "postgres://anna@[::1]:5432/crash"),
    ],
)
def test_another_database_keeps_password_port_and_options(given: str, made: str) -> None:
    assert beside(given, "crash") == made
    assert name_of(made) == "crash"
