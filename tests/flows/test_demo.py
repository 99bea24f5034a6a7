"""The demo shop loads, keeps what is there, and starts afresh on request."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from flows.demo import KEY, PASSWORDS, PEOPLE, clear_shop, load_shop
from flows.models import Flow
from flows.ready_made import available
from integrations.demo_shop.models import DemoOrder, DemoProduct
from selfservice.tenancy.models import Member, Shop, User
from selfservice.tenancy.scope import within


@pytest.fixture(autouse=True)
def _demo(db: None, settings: Settings, tmp_path: Path) -> None:
    settings.DEMO = True
    settings.VAR_DIR = tmp_path


def load(*options: str) -> str:
    out = StringIO()
    call_command("load_demo", *options, stdout=out)
    return out.getvalue()


def test_every_flow_of_the_demo_shop_is_published() -> None:
    load()
    with within(Shop.objects.get(key=KEY)):
        assert Flow.objects.filter(live__isnull=False).count() == len(available())


def test_the_printed_passwords_sign_in() -> None:
    printed = load()
    for email in PEOPLE:
        line = next(each for each in printed.splitlines() if email in each)
        assert User.objects.get(email=email).check_password(line.split()[-1])


def test_only_the_installations_user_reads_the_passwords(tmp_path: Path) -> None:
    load()
    assert (tmp_path / PASSWORDS).stat().st_mode & 0o777 == 0o600


def test_loading_again_keeps_what_happened() -> None:
    first = load()
    shop = Shop.objects.get(key=KEY)
    with within(shop):
        DemoOrder.objects.filter(number="1001").update(status="cancelled")
    assert load() == first
    with within(shop):
        assert DemoOrder.objects.get(number="1001").status == "cancelled"
        assert Member.objects.count() == len(PEOPLE)


def test_a_demo_made_before_it_had_goods_gets_them_and_keeps_what_was_sold() -> None:
    load()
    with within(Shop.objects.get(key=KEY)):
        DemoProduct.objects.all().delete()
    load()
    with within(Shop.objects.get(key=KEY)):
        assert DemoProduct.objects.count() == 4
        DemoProduct.objects.filter(code="MUG-350").update(stock=0)
    load()
    with within(Shop.objects.get(key=KEY)):
        assert DemoProduct.objects.get(code="MUG-350").stock == 0


def test_a_reset_starts_afresh_with_the_same_passwords() -> None:
    first = load()
    with within(Shop.objects.get(key=KEY)):
        DemoOrder.objects.filter(number="1001").update(status="cancelled")
    assert load("--reset") == first
    with within(Shop.objects.get(key=KEY)):
        assert DemoOrder.objects.get(number="1001").status == "processing"


def test_a_reset_leaves_other_shops_alone(other_shop: Shop) -> None:
    with within(other_shop):
        Flow.objects.create(shop=other_shop, key="own", title="Own")
    load_shop()
    clear_shop()
    with within(other_shop):
        assert Flow.objects.count() == 1


@pytest.mark.parametrize("options", [(), ("--reset",)])
def test_a_database_with_a_shop_of_somebodys_own_is_refused(
    options: tuple[str, ...], shop: Shop
) -> None:
    with pytest.raises(CommandError, match="start without DEMO"):
        load(*options)
    assert list(Shop.objects.all()) == [shop]


def test_without_the_demo_setting_nothing_is_loaded(settings: Settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="set DEMO=1"):
        load()
    assert not Shop.objects.filter(key=KEY).exists()
