"""Model fields whose value is encrypted in the database and plain in Python."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models.query_utils import DeferredAttribute

from selfservice.privacy.sealing import seal, unseal

if TYPE_CHECKING:

    class _TextField(models.TextField[Any, Any]):
        _pyi_private_set_type: Any
        _pyi_private_get_type: Any

else:  # only the stubs know the field as a generic
    _TextField = models.TextField


class Sealed(str):
    """Text as it stands in the database."""

    __slots__ = ()


class _UnsealOnRead(DeferredAttribute):
    """Decrypts at first use, because only the instance knows the row the value is bound to."""

    field: SealedTextField

    def __get__(self, instance: models.Model | None, cls: Any = None) -> Any:
        value = super().__get__(instance, cls)
        if instance is not None and isinstance(value, Sealed):
            value = self.field.opened(instance, value)
            instance.__dict__[self.field.attname] = value
        return value

    def __set__(self, instance: models.Model, value: Any) -> None:
        """Makes this a data descriptor: without it a loaded value would hide `__get__`."""
        instance.__dict__[self.field.attname] = value


class SealedTextField(_TextField):
    """Encrypted text. Its model needs a primary key that is known before the row is saved.

    Cannot be searched, and cannot be written by `QuerySet.update` with a plain value: use
    `sealed_for` to make the value of such an update.
    """

    descriptor_class = _UnsealOnRead

    def opened(self, instance: models.Model, sealed: Sealed) -> Any:
        return self._load(unseal(sealed, self._place(instance)))

    def sealed_for(self, instance: models.Model, value: Any) -> Sealed:
        return Sealed(seal(self._dump(value), self._place(instance)))

    def from_db_value(self, value: str | None, *_args: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        value = getattr(model_instance, self.attname)
        return None if value is None else self.sealed_for(model_instance, value)

    def get_prep_value(self, value: Any) -> Any:
        if value is not None and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is encrypted: pass field.sealed_for(instance, value).")
        return value if value is None else str(value)

    def to_python(self, value: Any) -> Any:
        return value

    def _place(self, instance: models.Model) -> str:
        shop = getattr(instance, "shop_id", "")
        return f"{self.model._meta.db_table}.{self.column}.{instance.pk}.{shop}"

    def _dump(self, value: Any) -> bytes:
        return str(value).encode()

    def _load(self, plain: bytes) -> Any:
        return plain.decode()


class SealedJSONField(SealedTextField):
    """Encrypted JSON; decimals and instants become strings as Django's encoder writes them."""

    def _dump(self, value: Any) -> bytes:
        return json.dumps(value, cls=DjangoJSONEncoder, separators=(",", ":")).encode()

    def _load(self, plain: bytes) -> Any:
        return json.loads(plain)
