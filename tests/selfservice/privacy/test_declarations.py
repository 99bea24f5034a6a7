"""Every field of ours is declared once: what class of data it is, why and how long it is kept."""

from __future__ import annotations

from collections import Counter

import pytest
from django.apps import apps
from django.db import models

from selfservice.privacy.declaration import Declaration
from selfservice.privacy.fields import SealedTextField

OURS = ("selfservice.", "flows.", "integrations.", "classifier.")
MODELS = [model for model in apps.get_models() if f"{model.__module__}.".startswith(OURS)]


def _label(model: type[models.Model]) -> str:
    return model._meta.label


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_every_field_is_declared_exactly_once(model: type[models.Model]) -> None:
    declared = getattr(model, "privacy", None)
    assert isinstance(declared, Declaration)
    fields = [*model._meta.concrete_fields, *model._meta.many_to_many]
    assert Counter(declared.fields()) == Counter(field.name for field in fields)


@pytest.mark.parametrize("model", MODELS, ids=_label)
def test_a_sealed_field_has_a_key_that_is_known_before_it_is_saved(
    model: type[models.Model],
) -> None:
    if any(isinstance(field, SealedTextField) for field in model._meta.concrete_fields):
        assert isinstance(model._meta.pk, models.UUIDField)
