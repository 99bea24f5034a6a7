"""Checks what a shopper typed into an ask step, by Django's own form fields."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from flows.choices import choices_of, pieces_of
from flows.engine.document import Ask, AskField, FieldType
from flows.runtime.attaching import FilesField, most_files
from flows.runtime.errors import Invalid
from flows.runtime.pieces import PiecesField

LONGEST = {FieldType.LONG_TEXT: 5000, FieldType.TEXT: 500}
# Whatever is taken for one may stand in a mail to a stranger, so no words and no links: two dots
# at most, before digits only, and one space.
_ORDER_NUMBER = r"^(?!.* .* )(?!.*\..*\..*\.)#* ?\w+(?:[ /#-]+\w+|\.\d\w*)*$"
_SURROGATES = re.compile(r"[\ud800-\udfff]")


def checked(
    step: Ask,
    values: Mapping[str, Any],
    facts: Mapping[str, Any],
    session: UUID | None = None,
) -> dict[str, Any]:
    """The values as JSON data, by field name; raises Invalid with a sentence for each wrong one.

    `session` is whose files they may name; none names none.
    """
    clean: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for field in step.fields:
        try:
            value = form_field(field, facts, session).clean(_tidy(values.get(field.name)))
        except ValidationError as error:
            errors[field.name] = " ".join(error.messages)
        else:
            clean[field.name] = _as_data(value)
    if errors:
        raise Invalid(errors)
    return clean


def form_field(
    field: AskField, facts: Mapping[str, Any], session: UUID | None = None
) -> forms.Field:
    if field.type is FieldType.FILE:
        made: forms.Field = FilesField(session, most_files(field))
    else:
        made = _FIELDS[field.type](field, facts)
    made.required = field.required
    made.error_messages["required"] = str(_("Please fill this in."))
    return made


def _text(field: AskField, _facts: Mapping[str, Any]) -> forms.Field:
    """Its limits, where it has any, are in characters."""
    longest = LONGEST.get(field.type, 500)
    asked = longest if field.maximum is None else int(field.maximum)
    most = max(1, min(asked, longest))
    return forms.CharField(min_length=min(int(field.minimum or 0), most), max_length=most)


def _order_number(_field: AskField, _facts: Mapping[str, Any]) -> forms.Field:
    return forms.CharField(
        max_length=24,
        validators=[
            RegexValidator(
                _ORDER_NUMBER, _("Write the order number as it stands in your confirmation.")
            )
        ],
    )


def _phone(_field: AskField, _facts: Mapping[str, Any]) -> forms.Field:
    return forms.CharField(
        max_length=30,
        validators=[RegexValidator(r"^\+?[\d ()/.-]{6,}$", _("Write a phone number."))],
    )


def _number(field: AskField, _facts: Mapping[str, Any]) -> forms.Field:
    return forms.DecimalField(
        max_digits=12, min_value=_bound(field.minimum), max_value=_bound(field.maximum)
    )


def _bound(bound: float | None) -> Any:
    return None if bound is None else Decimal(str(bound))


class _DateField(forms.DateField):
    """Django's takes text alone, and apps send numbers and lists too."""

    def to_python(self, value: Any) -> date | None:
        return super().to_python(value if value in self.empty_values else str(value))


def _choice(field: AskField, facts: Mapping[str, Any]) -> forms.Field:
    return forms.ChoiceField(choices=[(each, each) for each in choices_of(field, facts)])


def _several(field: AskField, facts: Mapping[str, Any]) -> forms.Field:
    return PiecesField(choices_of(field, facts), pieces_of(field, facts))


_FIELDS: Mapping[FieldType, Callable[[AskField, Mapping[str, Any]], forms.Field]] = {
    FieldType.TEXT: _text,
    FieldType.LONG_TEXT: _text,
    FieldType.EMAIL: lambda _field, _facts: forms.EmailField(max_length=254),
    FieldType.PHONE: _phone,
    FieldType.ORDER_NUMBER: _order_number,
    FieldType.NUMBER: _number,
    FieldType.DATE: lambda _field, _facts: _DateField(input_formats=["%Y-%m-%d"]),
    FieldType.CHOICE: _choice,
    FieldType.SEVERAL: _several,
    FieldType.RATING: lambda _field, _facts: forms.IntegerField(min_value=1, max_value=5),
    FieldType.CONSENT: lambda _field, _facts: forms.BooleanField(),
}


def _tidy(value: Any) -> Any:
    """NFC, and nothing that one database stores and the other refuses."""
    if isinstance(value, list):
        return [_tidy(each) for each in value]
    if not isinstance(value, str):
        return value
    return unicodedata.normalize("NFC", _SURROGATES.sub("", value).replace("\x00", ""))


def _as_data(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value
