"""How well the shop's model understands, from the report that its training wrote."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from classifier.admin.flow_page import flow_address
from classifier.admin.frame import framed, shop_for
from classifier.admin.names import language_name, titles_of
from classifier.admin.training_state import state_of
from classifier.models import ModelVersion, Phrase
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin

Report = Mapping[str, Any]
Titles = Mapping[str, str]


@admin.register(ModelVersion)
class ModelVersionAdmin(ShopAdmin):
    """One page for all versions; a version's own data are arrays, which nobody reads."""

    actions_needed: ClassVar[dict[str, Action]] = {"list": Action.VIEW_PHRASES}
    actions = None

    def get_urls(self) -> list[URLPattern]:
        page = self.admin_site.admin_view(how_well)
        own = path("", page, name="classifier_modelversion_changelist")
        return [own, *super().get_urls()]


@dataclass(frozen=True, slots=True)
class Share:
    name: str
    right: int  # of 100


@dataclass(frozen=True, slots=True)
class Confused:
    flow: str
    other: str
    examples: tuple[str, ...]
    address: str


@dataclass(frozen=True, slots=True)
class Suspicious:
    text: str
    flow: str
    looks_like: str
    address: str


@require_safe
def how_well(request: HttpRequest) -> HttpResponse:
    shop = shop_for(request, Action.VIEW_PHRASES)
    versions = list(ModelVersion.objects.defer("data"))
    report: Report = versions[0].report if versions else {}
    titles = titles_of(shop)
    context = {
        "versions": versions,
        "state": state_of(shop),
        "report": report,
        "shares": {name: _of_hundred(report.get(name)) for name in _SHARES},
        "by_language": list(_by_language(report)),
        "few": [(titles.get(each, each), flow_address(each, "")) for each in report.get("few", [])],
        "confused": list(_confused(report, titles)),
        "suspicious": list(_suspicious(report, titles)),
        "curve": list(_curve(report)),
    }
    return framed(request, "classifier/model.html", _("How well it understands"), context)


_SHARES = ("accuracy", "opened", "opened_right", "offered", "served")


def _of_hundred(share: float | None) -> int | None:
    return None if share is None else round(share * 100)


def _by_language(report: Report) -> Iterable[Share]:
    for code, share in report.get("by_language", {}).items():
        if share is not None:
            yield Share(language_name(code), round(share * 100))


def _curve(report: Report) -> Iterable[Share]:
    """By how many phrases a flow has in a language."""
    for point in report.get("curve", []):
        yield Share(str(point["phrases"]), round(point["accuracy"] * 100))


def _confused(report: Report, titles: Titles) -> Iterable[Confused]:
    for pair in report.get("confused", []):
        flow, other = str(pair["flow"]), str(pair["taken_for"])
        yield Confused(
            titles.get(flow, flow),
            titles.get(other, other),
            tuple(pair["examples"]),
            flow_address(flow, ""),
        )


def _suspicious(report: Report, titles: Titles) -> Iterable[Suspicious]:
    """Those that are still there as they were; what was mended since is nobody's concern."""
    told = report.get("suspicious", [])
    there = {
        (row.label, row.language, row.text): row.pk
        for row in Phrase.objects.filter(text__in=[each["text"] for each in told])
    }
    for each in told:
        flow, other = str(each["flow"]), str(each["looks_like"])
        key = there.get((flow, each["language"], each["text"]))
        if key is not None:
            address = reverse("admin:classifier_phrase_change", args=[key])
            names = titles.get(flow, flow), titles.get(other, other)
            yield Suspicious(each["text"], *names, address)
