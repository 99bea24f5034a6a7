"""What the list of the audit can be narrowed by: who did what, to what, and when."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.contrib.admin import DateFieldListFilter, ModelAdmin, SimpleListFilter
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selfservice.parameters import number_of
from selfservice.privacy.audit_words import kind_words, what_words
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import User

Choices = Iterable[tuple[str, str]]
SERVICE = "service"


class WhoFilter(SimpleListFilter):
    title = gettext_lazy("person")
    parameter_name = "who"

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        ids = set(AuditEvent.objects.order_by().values_list("actor", flat=True).distinct())
        people = User.objects.in_bulk(ids - {None})
        named = sorted((str(person), str(pk)) for pk, person in people.items())
        service = [(SERVICE, _("The service"))] if None in ids else []
        return [*((pk, name) for name, pk in named), *service]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.value()
        if asked is None:
            return queryset
        if asked == SERVICE:
            return queryset.filter(actor=None)
        return queryset.filter(actor=number_of(asked) or 0)


class _ColumnFilter(SimpleListFilter):
    """The values that a column has in this shop, each in words."""

    column: ClassVar[str]

    def words(self, value: str) -> str:
        raise NotImplementedError

    def lookups(self, request: HttpRequest, model_admin: ModelAdmin[Any]) -> Choices:
        rows = AuditEvent.objects.order_by().exclude(**{self.column: ""})
        values = set(rows.values_list(self.column, flat=True).distinct())
        return sorted(((each, self.words(each)) for each in values), key=lambda pair: pair[1])

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        asked = self.value()
        if asked is None:
            return queryset
        return queryset.filter(**{self.column: asked.replace("\x00", "")})


class WhatFilter(_ColumnFilter):
    title = gettext_lazy("event")
    parameter_name = column = "action"

    def words(self, value: str) -> str:
        return what_words(value)


class KindFilter(_ColumnFilter):
    title = gettext_lazy("thing")
    parameter_name = column = "kind"

    def words(self, value: str) -> str:
        return kind_words(value)


class WhenFilter(DateFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = _("time")
