"""Every admin address as the stranger: nothing of Anna's is shown, nothing of hers changes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import suppress
from typing import Any
from urllib.parse import urlencode

import pytest
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.core.serializers import serialize
from django.db import models
from django.test import Client
from django.urls import NoReverseMatch, URLResolver, reverse

from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.owned import ShopOwned
from selfservice.tenancy.scope import across_shops, within
from selfservice.tenancy.shop_admin import ShopAdmin, ShopTabularInline
from tests.selfservice.rows import CANARY, make, shop_models

INSTALLATION = {"tenancy.User", "tenancy.Shop"}  # for superusers, or scoped by hand
LEFT_OUT = {"logout", "login", "jsi18n"}
Rows = dict[type[ShopOwned], Any]


@pytest.fixture
def rows(shop: Shop, owner: User) -> Rows:
    Shop.objects.filter(pk=shop.pk).update(name=f"Anna {CANARY}", contact_email=f"{CANARY}@x.cz")
    User.objects.filter(pk=owner.pk).update(first_name=CANARY)
    return {model: make(model, shop) for model in shop_models()}


def test_every_admin_of_a_shops_rows_is_scoped() -> None:
    for model, page in admin.site._registry.items():
        if model._meta.label in INSTALLATION:
            continue
        assert issubclass(model, ShopOwned), f"{model._meta.label} is no shop's: who may see it?"
        assert isinstance(page, ShopAdmin), f"{type(page).__name__} must extend ShopAdmin"
        assert page.actions_needed, f"{type(page).__name__} names no action of the role table"
        for inline in page.inlines:
            assert issubclass(inline, ShopTabularInline)


def test_no_filter_offers_rows_that_are_no_shops() -> None:
    for model, page in admin.site._registry.items():
        if model._meta.label not in INSTALLATION:
            for name in (item for item in page.list_filter if isinstance(item, str)):
                related = getattr(model._meta.get_field(name), "related_model", None)
                assert related is None or issubclass(related, ShopOwned), f"{page}: {name}"


@pytest.mark.parametrize("role", Role)
def test_a_stranger_sees_and_changes_nothing(
    rows: Rows, stranger: User, other_shop: Shop, role: Role, client: Client
) -> None:
    with within(other_shop):
        Member.objects.filter(user=stranger).update(role=role)
    client.force_login(stranger)
    before = _checksum(rows)
    asked = 0
    for address in _addresses(rows):
        for answer in _both_ways(client, address):
            asked += 1
            assert answer.status_code < 500, address
            assert CANARY not in answer.content.decode(errors="replace"), address
    assert _checksum(rows) == before
    assert asked > 100


def test_no_row_is_found_by_its_number_alone(client: Client, owner: User) -> None:
    client.force_login(owner)
    for row in ("17", "no-number"):
        place = reverse(
            "admin:view_on_site", args=[ContentType.objects.get_for_model(Member).pk, row]
        )
        assert client.get(place).status_code == 404


def test_an_address_cannot_probe_columns(client: Client, owner: User, shop: Shop) -> None:
    make(Member, shop)
    client.force_login(owner)
    for probe in ("user__password__startswith=p", "user__email__startswith=a", "id__gt=0"):
        answer = client.get(f"{reverse('admin:tenancy_member_changelist')}?{probe}")
        assert answer.status_code == 400


def test_an_owner_sees_her_own_rows(rows: Rows, client: Client, owner: User) -> None:
    client.force_login(owner)
    for page in ("tenancy_member_changelist", "tenancy_invitation_changelist"):
        assert CANARY in client.get(reverse(f"admin:{page}")).content.decode()


def test_somebody_without_a_shop_gets_a_plain_page(client: Client, shop: Shop) -> None:
    client.force_login(User.objects.create_user("new@x.cz", "pw", is_staff=True))
    answer = client.get(reverse("admin:index"))
    assert answer.status_code == 403
    assert "You do not work for a shop yet" in answer.content.decode()


def _addresses(rows: Rows) -> Iterator[str]:
    """Each admin address with each of Anna's ids that fits it, and with her ids as filters."""
    for name, arguments in _named(admin.site.urls[0]):
        if name in LEFT_OUT:
            continue
        if not arguments:
            yield reverse(f"admin:{name}")
        for key in _keys(name, rows) if arguments else []:
            with suppress(NoReverseMatch):
                yield reverse(f"admin:{name}", kwargs=dict.fromkeys(arguments, key))
    for model, page in admin.site._registry.items():
        changelist = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
        for item in page.list_filter:
            if isinstance(item, str):
                yield f"{changelist}?{item}__id__exact={_keys('', rows)[0]}"
        yield from (f"{reverse('admin:autocomplete')}?{asked}" for asked in _autocompletes(model))


def _keys(name: str, rows: Rows) -> list[str]:
    """The id of the model the address is about; every id where it does not say."""
    own = [
        str(row.pk)
        for model, row in rows.items()
        if name.startswith(f"{model._meta.app_label}_{model._meta.model_name}_")
    ]
    labels = [model._meta.app_label for model in rows]
    return own or sorted({*labels, *(str(row.pk) for row in rows.values())})


def _autocompletes(model: type[models.Model]) -> Iterator[str]:
    for field in model._meta.concrete_fields:
        if isinstance(field, models.ForeignKey):
            yield urlencode(
                {
                    "term": CANARY[:4],
                    "app_label": model._meta.app_label,
                    "model_name": model._meta.model_name,
                    "field_name": field.name,
                }
            )


def _named(found: Any) -> Iterator[tuple[str, list[str]]]:
    for each in found:
        if isinstance(each, URLResolver):
            yield from _named(each.url_patterns)
        elif each.name:
            yield each.name, list(each.pattern.regex.groupindex)


def _both_ways(client: Client, address: str) -> Iterator[Any]:
    yield client.get(address, {"q": CANARY[:4]}, follow=True)
    yield client.post(address, {"post": "yes", "action": "delete_selected"})


def _checksum(rows: Rows) -> str:
    found: list[models.Model] = []
    with across_shops():
        for row in rows.values():
            found += type(row)._base_manager.filter(shop=row.shop).order_by("pk")
        found += list(Shop.objects.filter(pk=row.shop_id))
        text = serialize("json", found)
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.mark.parametrize(
    ("page", "moment"),
    [
        ("flows_session", "started"),
        ("flows_rating", "at"),
        ("integrations_delivery", "created"),
        ("privacy_auditevent", "at"),
    ],
)
@pytest.mark.parametrize("tail", ["year=99999999999", "year=9999", "month=99999999999", "year=x"])
def test_a_date_that_no_calendar_has_shows_the_whole_list(
    page: str, moment: str, tail: str, as_owner: Client
) -> None:
    address = reverse(f"admin:{page}_changelist")
    answer = as_owner.get(f"{address}?{moment}__{tail}", follow=True)
    assert answer.status_code == 200
