"""Makes a row of any shop-owned model, with a canary in every place that takes text."""

from __future__ import annotations

import uuid
from decimal import Decimal
from itertools import count
from typing import Any

from django.apps import apps
from django.db import models

from selfservice.clock import now
from selfservice.privacy.fields import SealedJSONField, SealedTextField
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.owned import ShopOwned
from selfservice.tenancy.scope import within

CANARY = "kanarek4711"
_number = count(1)


def shop_models() -> list[type[ShopOwned]]:
    return [model for model in apps.get_models() if issubclass(model, ShopOwned)]


def make(model: type[ShopOwned], shop: Shop, **given: Any) -> Any:
    """A saved row; required links get rows of their own, in the same shop."""
    values = {
        field.name: _value(field, shop)
        for field in model._meta.concrete_fields
        if field.name not in {"shop", *given} and not _left_to_django(field)
    }
    with within(shop):
        row = model(shop=shop, **values, **given)
        row.save()
    return row


def _left_to_django(field: models.Field[Any, Any]) -> bool:
    if isinstance(field, models.ForeignKey):
        return field.null
    numeric = isinstance(field, models.IntegerField | models.DecimalField | models.BooleanField)
    return field.primary_key or (numeric and field.has_default())


def _value(field: models.Field[Any, Any], shop: Shop) -> Any:
    if isinstance(field, models.ForeignKey):
        return _linked(field, shop)
    if isinstance(field, SealedJSONField | models.JSONField):
        return {"canary": CANARY}
    if field.choices:
        return next(iter(field.flatchoices))[0]
    if isinstance(field, SealedTextField):
        return CANARY
    return _plain(field)


def _linked(field: models.ForeignKey[Any, Any], shop: Shop) -> Any:
    model: Any = field.related_model
    if issubclass(model, User):
        return User.objects.create_user(f"{CANARY}{next(_number)}@person.example")
    return make(model, shop)


def _plain(field: models.Field[Any, Any]) -> Any:
    """The first kind that fits counts: an e-mail field is a text field, too."""
    number = next(_number)
    kinds: list[tuple[type[models.Field[Any, Any]], Any]] = [
        (models.EmailField, f"{CANARY}{number}@person.example"),
        (models.CharField, f"{CANARY}{number}"[-(field.max_length or 200) :]),
        (models.TextField, f"{CANARY}{number}"),
        (models.DateTimeField, now()),
        (models.DateField, now().date()),
        (models.DecimalField, Decimal(number % 10)),
        (models.UUIDField, uuid.uuid4()),
        (models.BinaryField, CANARY.encode()),
        (models.PositiveSmallIntegerField, number % 5 + 1),  # a score fits, too
    ]
    return next((value for kind, value in kinds if isinstance(field, kind)), number % 30_000)
