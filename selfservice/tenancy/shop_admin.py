"""The base of every admin page on a shop's rows: permissions by role, and links within the shop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.contrib.admin import ShowFacets
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest
from unfold.admin import ModelAdmin, TabularInline
from unfold.views import ChangeList

from selfservice.privacy import audit
from selfservice.tenancy.access import person_of, role_in, shop_in, shop_of
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.owned import ShopOwned
from selfservice.tenancy.roles import Action, allows
from selfservice.tenancy.row_history import history_page

if TYPE_CHECKING:  # unfold carries no types, and Django's admin is generic only in its stubs
    from django.contrib.admin import ModelAdmin as _Admin
    from django.contrib.admin import TabularInline as _Inline
    from django.contrib.admin.views.main import ChangeList as _ChangeList

    _ModelAdmin = _Admin[Any]
    _TabularInline = _Inline[Any, Any]
    _Form = forms.ModelForm[Any]
else:
    _ModelAdmin, _TabularInline, _Form = ModelAdmin, TabularInline, forms.ModelForm
    _ChangeList = ChangeList

_LOOKUPS = (
    *("exact", "in", "isnull", "gt", "gte", "lt", "lte", "year", "month", "day"),
    *("id__exact", "pk__exact"),
)


class ShopForm(_Form):
    """Knows its shop before it validates, so that "one per shop" is said as a sentence."""

    shop: ClassVar[Shop]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.shop_id is None:
            self.instance.shop = self.shop

    def _get_validation_exclusions(self) -> set[str]:
        exclusions: set[str] = super()._get_validation_exclusions()  # type: ignore[misc]
        return exclusions - {"shop"}


class _WithinShop:
    """Asks the role table, and offers only this shop's rows; shared by admins and inlines."""

    # view, add, change, delete -> an action of the role table; what is absent is denied.
    actions_needed: ClassVar[dict[str, Action]] = {}

    def may(self, request: HttpRequest, verb: str, obj: models.Model | None = None) -> bool:
        action, shop = self.actions_needed.get(verb), shop_in(request)
        if action is None or shop is None:
            return False
        if isinstance(obj, ShopOwned) and obj.shop_id not in {None, shop.pk}:
            return False
        return allows(role_in(request), action)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "view", obj)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "add")

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "change", obj)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may(request, "delete", obj)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "view")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        rows: models.QuerySet[Any] = super().get_queryset(request)  # type: ignore[misc]
        return rows.filter(shop=shop_in(request))

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = self._offered(db_field, request, kwargs.get("queryset"))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)  # type: ignore[misc]

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs["queryset"] = self._offered(db_field, request, kwargs.get("queryset"))
        return super().formfield_for_manytomany(db_field, request, **kwargs)  # type: ignore[misc]

    def _offered(self, field: Any, request: HttpRequest, narrowed: Any) -> models.QuerySet[Any]:
        model = field.remote_field.model
        rows = model._default_manager.all() if narrowed is None else narrowed
        shop = shop_in(request)
        if issubclass(model, ShopOwned):
            return rows.filter(shop=shop)  # type: ignore[no-any-return]
        if issubclass(model, User):
            return rows.filter(memberships__shop=shop)  # type: ignore[no-any-return]
        return rows.none()  # type: ignore[no-any-return]


class ShopRows(_ChangeList):
    """Shows the whole list for a date that no calendar has, as Django does for other nonsense."""

    def get_filters(self, request: HttpRequest) -> Any:
        try:
            return super().get_filters(request)
        except (OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(error) from error


class ShopAdmin(_WithinShop, _ModelAdmin):
    """An admin page that shows and changes only the current shop's rows."""

    form = ShopForm
    show_facets = ShowFacets.NEVER  # counting costs a query for every choice of every filter

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[_ChangeList]:
        return ShopRows

    def get_form(
        self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any
    ) -> Any:
        form: Any = super().get_form(request, obj, change, **kwargs)
        form.shop = shop_in(request)
        return form

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        _claim_for_shop(request, obj)
        super().save_model(request, obj, form, change)

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        for row in formset.save(commit=False):
            _claim_for_shop(request, row)
        super().save_formset(request, form, formset, change)

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The object's part of the audit."""
        obj = self.get_object(request, object_id)
        if obj is None:
            raise Http404
        if not self.has_view_permission(request, obj):
            raise PermissionDenied
        return history_page(self.admin_site, request, obj)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._note(request, "added", obj)

    def log_change(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        self._note(request, "changed", obj)

    def log_deletions(self, request: HttpRequest, queryset: Any) -> Any:
        for obj in queryset:
            self._note(request, "removed", obj)

    def _note(self, request: HttpRequest, verb: str, obj: models.Model) -> None:
        """Into the shop's audit instead of Django's log, which knows no shops and keeps names."""
        action = f"{obj._meta.model_name}.{verb}"
        audit.record(shop_of(request), person_of(request), action, obj)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        """Only what a filter on the page asks for: no probing of columns by address."""
        if request is None:
            return False
        asked = {name for item in self.get_list_filter(request) for name in _parameters(item)}
        if self.date_hierarchy:
            asked |= {f"{self.date_hierarchy}__{tail}" for tail in _LOOKUPS}
        return lookup in asked


def _parameters(item: Any) -> set[str]:
    """The address parameters of one entry of `list_filter`."""
    if hasattr(item, "parameter_name"):
        return {str(item.parameter_name)}
    name = item if isinstance(item, str) else item[0]
    return {name, *(f"{name}__{tail}" for tail in _LOOKUPS)}


class ShopTabularInline(_WithinShop, _TabularInline):
    """Rows of the same shop below their parent."""

    form = ShopForm

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        form: Any = formset.form
        form.shop = shop_in(request)
        return formset


def _claim_for_shop(request: HttpRequest, row: Any) -> None:
    shop = shop_of(request)
    if row.shop_id is None:
        row.shop = shop
    if row.shop_id != shop.pk:
        raise PermissionDenied
