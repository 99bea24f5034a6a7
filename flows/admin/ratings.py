"""What shoppers thought of where a flow ended: averages for all, words for who may read them."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Avg, Count, OuterRef, QuerySet, Subquery
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.models import Flow, Rating
from selfservice.tenancy.access import role_in
from selfservice.tenancy.roles import Action, allows
from selfservice.tenancy.shop_admin import ShopAdmin


@admin.register(Rating)
class RatingAdmin(ShopAdmin):
    """Numbers are for everybody in the shop; comments and sessions hold what somebody wrote."""

    actions_needed: ClassVar[dict[str, Action]] = {"view": Action.VIEW_FLOWS}
    list_filter = ["score", "flow"]
    list_display_links = None
    list_before_template = "admin/flows/rating_averages.html"
    date_hierarchy = "at"
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Rating]:
        """Not those of an owner who tries a draft."""
        rows: QuerySet[Rating] = super().get_queryset(request).filter(session__preview=False)
        flows = Flow.objects.filter(shop=OuterRef("shop"), key=OuterRef("flow"))
        return rows.annotate(flow_title=Subquery(flows.values("title")[:1]))

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        may_read = allows(role_in(request), Action.VIEW_CONTACT_DATA)
        return ["at", "about", "score", *(["comment", "conversation"] if may_read else [])]

    def get_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return self.get_list_display(request)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        return self.get_list_display(request)

    @admin.display(description=gettext_lazy("flow"), ordering="flow")
    def about(self, rating: Rating) -> str:
        title: str | None = getattr(rating, "flow_title", None)  # none of a flow that is gone
        return title or rating.flow

    @admin.display(description=gettext_lazy("session"))
    def conversation(self, rating: Rating) -> str:
        page = reverse("admin:flows_session_change", args=[rating.session_id])
        return format_html('<a href="{}">{}</a>', page, _("Read it"))

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        averages = _averages(self.get_queryset(request))
        return super().changelist_view(request, {**(extra_context or {}), "averages": averages})


def _averages(rows: QuerySet[Rating]) -> list[tuple[str, str, int]]:
    """Title of the flow, its average score and how many there are; the worst first."""
    titles = dict(Flow.objects.values_list("key", "title"))
    found = rows.order_by().values("flow").annotate(mean=Avg("score"), count=Count("pk"))
    return [
        (titles.get(each["flow"], each["flow"]), number_format(each["mean"], 1), each["count"])
        for each in found.order_by("mean", "flow")
    ]
