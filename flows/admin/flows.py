"""The list of a shop's flows, and the way into the builder."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, ClassVar

from django.contrib import admin, messages
from django.db.models import Count, F, OuterRef, Prefetch, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from flows import publishing
from flows.builder.addresses import addresses
from flows.drafting import OutOfDate, draft_of
from flows.engine.document import load
from flows.engine.problems import Severity, Vocabulary, problems
from flows.models import Entry, Flow, Revision
from flows.vocabulary import carried, vocabulary
from integrations.choosing import carriers
from selfservice.clock import now
from selfservice.tenancy.access import person_of, shop_of
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin

Column = Callable[[Any], str]


@admin.register(Flow)
class FlowAdmin(ShopAdmin):
    """A flow is opened in the builder, which checks roles for itself."""

    actions_needed: ClassVar[dict[str, Action]] = {
        "view": Action.VIEW_FLOWS,
        "add": Action.EDIT_FLOWS,
        "change": Action.EDIT_FLOWS,
        "publish": Action.PUBLISH,
    }
    search_fields = ["title", "key"]
    list_display_links = ["title"]
    actions = ("publish",)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return self.may(request, "publish")

    @admin.action(description=gettext_lazy("Publish the drafts"), permissions=["publish"])
    def publish(self, request: HttpRequest, flows: QuerySet[Flow]) -> HttpResponse | None:
        """For the beginning: a new shop has ten ready-made drafts."""
        published = 0
        for flow in flows:
            draft = draft_of(flow)
            if draft.pk == flow.live_id:
                continue
            try:
                publishing.publish(flow, draft.number, by=person_of(request))
                published += 1
            except publishing.Unfit:
                said = _("“%s” has something to mend before it can be published.") % flow.title
                self.message_user(request, said, messages.WARNING)
            except OutOfDate:
                said = _("“%s” was changed meanwhile. Look at it once more.") % flow.title
                self.message_user(request, said, messages.WARNING)
        said = ngettext("%s flow is published.", "%s flows are published.", published)
        self.message_user(request, said % published, messages.SUCCESS)
        return redirect("admin:index") if "from_overview" in request.POST else None

    def get_urls(self) -> list[URLPattern]:
        return [*addresses(self.admin_site.admin_view), *super().get_urls()]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Flow]:
        newest = Revision.objects.filter(flow=OuterRef("flow")).order_by("-number")
        drafts = Revision.objects.filter(number=Subquery(newest.values("number")[:1]))
        entered = Entry.objects.filter(
            revision__flow=OuterRef("pk"), at__gte=now() - timedelta(days=7), session__preview=False
        )
        counted = entered.values("revision__flow").annotate(n=Count("session", distinct=True))
        rows: QuerySet[Flow] = super().get_queryset(request)
        return (
            rows.select_related("live")
            .prefetch_related(Prefetch("revisions", queryset=drafts, to_attr="drafts"))
            .annotate(sessions=Coalesce(Subquery(counted.values("n").order_by()), 0))
            .order_by(F("home").desc(), "title")
        )

    def get_list_display(self, request: HttpRequest) -> list[Any]:
        words = carried(vocabulary(), carriers(shop_of(request)))
        return ["title", live_state, draft_state, _counting(words), sessions_this_week]


@admin.display(description=gettext_lazy("What shoppers get"))
def live_state(flow: Flow) -> str:
    if flow.live is None:
        return _("Not published")
    return _("Revision %s") % flow.live.number


@admin.display(description=gettext_lazy("Draft"))
def draft_state(flow: Any) -> str:
    draft = flow.drafts[0] if flow.drafts else None
    if draft is None:
        return _("Empty")
    if flow.live is None:
        return _("Ready to look through")
    return _("The same") if draft.pk == flow.live_id else _("Changes not published")


@admin.display(description=gettext_lazy("Sessions this week"))
def sessions_this_week(flow: Any) -> str:
    return str(flow.sessions)


def _counting(words: Vocabulary) -> Column:
    """The column of problems; the vocabulary is read once for the whole list."""

    @admin.display(description=gettext_lazy("Problems"))
    def problem_count(flow: Any) -> str:
        found = [p for draft in flow.drafts for p in problems(load(draft.document), words)]
        errors = sum(each.severity is Severity.ERROR for each in found)
        if errors:
            return ngettext("%s to mend", "%s to mend", errors) % errors
        return ngettext("%s hint", "%s hints", len(found)) % len(found) if found else _("None")

    return problem_count
