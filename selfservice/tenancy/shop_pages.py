"""The admin's pages about shops: the owner's settings, starting one, and choosing among several."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST
from unfold.admin import ModelAdmin

from selfservice.privacy import audit
from selfservice.tenancy.access import person_of, role_in, shop_in
from selfservice.tenancy.identity_pages import identity_page
from selfservice.tenancy.invitations import not_sent
from selfservice.tenancy.middleware import CHOSEN, shops_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.roles import Action, allows
from selfservice.tenancy.row_history import history_page
from selfservice.tenancy.shop_form import FIELDSETS, ShopSettingsForm
from selfservice.tenancy.shop_reading import READ_ONLY
from selfservice.tenancy.signals import languages_changed
from selfservice.tenancy.start_form import StartShopForm
from selfservice.tenancy.starting import start_shop

if TYPE_CHECKING:
    from django.contrib.admin import ModelAdmin as _Admin

    _ModelAdmin = _Admin[Shop]
else:
    _ModelAdmin = ModelAdmin


class ShopSettingsAdmin(_ModelAdmin):
    """Members see their current shop; superusers see all, and start new ones."""

    form = ShopSettingsForm
    fieldsets = FIELDSETS
    list_display = ("name", "key", "country", "created")
    actions = None

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("current/", wrap(self.current), name="shop_settings"),
            path("choose/", wrap(self.choose), name="choose_shop"),
            path("identity/", wrap(identity_page), name="shop_identity"),
            path("<slug:key>/choose/", wrap(require_POST(self.chosen)), name="shop_chosen"),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request: HttpRequest, obj: Shop | None = None) -> Any:
        return FIELDSETS if self.has_change_permission(request, obj) else READ_ONLY

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Shop]:
        shops = super().get_queryset(request)
        if _is_superuser(request):
            return shops
        shop = shop_in(request)
        return shops.filter(pk=shop.pk) if shop else shops.none()

    def has_view_permission(self, request: HttpRequest, obj: Shop | None = None) -> bool:
        return _is_superuser(request) or self._may(request, Action.VIEW_SHOP, obj)

    def has_change_permission(self, request: HttpRequest, obj: Shop | None = None) -> bool:
        return self._may(request, Action.EDIT_SHOP, obj)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return _is_superuser(request)

    def has_delete_permission(self, request: HttpRequest, obj: Shop | None = None) -> bool:
        return False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest | None = None) -> bool:
        return False

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        shop = self.get_object(request, object_id)
        if shop is None or shop != shop_in(request):
            raise Http404
        return history_page(self.admin_site, request, shop)

    def log_change(self, request: HttpRequest, obj: Shop, message: Any) -> Any:
        """The audit is the log, see save_model."""

    def save_model(self, request: HttpRequest, obj: Shop, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        changed = ", ".join(form.changed_data)
        audit.record(obj, person_of(request), "shop.changed", obj, why=changed)
        if "languages" in form.changed_data:
            languages_changed.send(sender=Shop, shop=obj)

    def response_post_save_change(self, request: HttpRequest, obj: Shop) -> HttpResponseRedirect:
        """To the overview, which says what comes next; a list of one shop would not."""
        return HttpResponseRedirect(reverse("admin:index"))

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        form = StartShopForm(request.POST or None)
        if form.is_valid():
            return self._start(request, form)
        context = {**self.admin_site.each_context(request), "title": _("Start a shop")}
        return TemplateResponse(request, "admin/start_shop.html", {**context, "start_form": form})

    def current(self, request: HttpRequest) -> HttpResponse:
        shop = shop_in(request)
        return redirect("admin:tenancy_shop_change", shop.pk) if shop else redirect("admin:index")

    def choose(self, request: HttpRequest) -> HttpResponse:
        context = {**self.admin_site.each_context(request), "title": _("Choose a shop")}
        return TemplateResponse(
            request, "admin/choose_shop.html", {**context, "shops": shops_of(person_of(request))}
        )

    def chosen(self, request: HttpRequest, key: str) -> HttpResponse:
        if not shops_of(person_of(request)).filter(key=key).exists():
            raise Http404
        request.session[CHOSEN] = key
        return redirect("admin:index")

    def _start(self, request: HttpRequest, form: StartShopForm) -> HttpResponse:
        started = start_shop(**form.cleaned_data, by=person_of(request))
        request.session[CHOSEN] = started.shop.key
        if started.trouble:
            said = _("The shop is started.")
            messages.warning(request, f"{said} {not_sent(started.trouble, started.link)}")
        else:
            said = _(
                "The shop is started. Its owner's invitation is on its way; the link is: %(link)s"
            )
            messages.success(request, said % {"link": started.link})
        return redirect(reverse("admin:index"))

    def _may(self, request: HttpRequest, action: Action, obj: Shop | None) -> bool:
        shop = shop_in(request)
        own = shop is not None and (obj is None or obj.pk == shop.pk)
        return own and allows(role_in(request), action)


def _is_superuser(request: HttpRequest) -> bool:
    return request.user.is_superuser
