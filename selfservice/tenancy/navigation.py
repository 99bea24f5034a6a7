"""The admin's frame: the current shop's name, the way to another shop, and the groups of links."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from selfservice.tenancy.access import role_in, shop_in
from selfservice.tenancy.middleware import shops_of
from selfservice.tenancy.models import User
from selfservice.tenancy.roles import Action, allows


@dataclass(frozen=True, slots=True)
class Link:
    """One line of the sidebar; left out while its page does not exist or the role may not."""

    title: Any
    icon: str
    page: str  # the name of an address
    action: Action | None = None  # none: superusers only


GROUPS: list[tuple[Any, list[Link]]] = [
    (
        gettext_lazy("Help flows"),
        [
            Link(
                gettext_lazy("Flows"),
                "account_tree",
                "admin:flows_flow_changelist",
                Action.VIEW_FLOWS,
            ),
            Link(
                gettext_lazy("Phrases"),
                "chat",
                "admin:classifier_phrase_changelist",
                Action.VIEW_PHRASES,
            ),
            Link(
                gettext_lazy("Questions"),
                "contact_support",
                "admin:classifier_question_changelist",
                Action.VIEW_PHRASES,
            ),
            Link(
                pgettext_lazy("of shoppers", "Sessions"),
                "forum",
                "admin:flows_session_changelist",
                Action.VIEW_SESSIONS,
            ),
            Link(
                gettext_lazy("Ratings"),
                "sentiment_satisfied",
                "admin:flows_rating_changelist",
                Action.VIEW_FLOWS,
            ),
        ],
    ),
    (
        gettext_lazy("Desk"),
        [
            Link(gettext_lazy("Tickets"), "inbox", "admin:desk", Action.WORK_TICKETS),
            Link(
                gettext_lazy("Prepared answers"),
                "quickreply",
                "admin:desk_macro_changelist",
                Action.WORK_TICKETS,
            ),
        ],
    ),
    (
        gettext_lazy("Deliveries"),
        [
            Link(
                gettext_lazy("Deliveries"),
                "local_shipping",
                "admin:integrations_delivery_changelist",
                Action.VIEW_DELIVERIES,
            ),
            Link(
                gettext_lazy("Spreadsheets"),
                "table_view",
                "admin:integrations_sheetrow_changelist",
                Action.WORK_SHEETS,
            ),
            Link(
                gettext_lazy("What may run by itself"),
                "tune",
                "admin:integrations_setting_changelist",
                Action.VIEW_CONNECTIONS,
            ),
        ],
    ),
    (
        gettext_lazy("Connections"),
        [
            Link(
                gettext_lazy("Connections"),
                "cable",
                "admin:integrations_connection_changelist",
                Action.VIEW_CONNECTIONS,
            )
        ],
    ),
    (
        gettext_lazy("Shop and people"),
        [
            Link(gettext_lazy("Shop"), "storefront", "admin:shop_settings", Action.VIEW_SHOP),
            Link(
                gettext_lazy("Signed-in customers"),
                "badge",
                "admin:shop_identity",
                Action.EDIT_SHOP,
            ),
            Link(
                gettext_lazy("People"),
                "group",
                "admin:tenancy_member_changelist",
                Action.VIEW_MEMBERS,
            ),
            Link(
                gettext_lazy("Invitations"),
                "mail",
                "admin:tenancy_invitation_changelist",
                Action.MANAGE_MEMBERS,
            ),
            Link(
                gettext_lazy("Audit"),
                "history",
                "admin:privacy_auditevent_changelist",
                Action.VIEW_AUDIT,
            ),
        ],
    ),
    (
        gettext_lazy("Installation"),
        [
            Link(gettext_lazy("All shops"), "store", "admin:tenancy_shop_changelist"),
            Link(gettext_lazy("Accounts"), "manage_accounts", "admin:tenancy_user_changelist"),
        ],
    ),
]


def address(page: str, *args: Any) -> str:
    """Where a page is, or nothing while no app provides it."""
    try:
        return reverse(page, args=args, current_app=admin.site.name)
    except NoReverseMatch:
        return ""


def sidebar(request: HttpRequest) -> list[dict[str, Any]]:
    groups = [(title, _items(request, links)) for title, links in GROUPS]
    home = {"title": _("Overview"), "icon": "home", "link": reverse("admin:index")}
    return [
        {"items": [home]},
        *({"title": title, "separator": True, "items": items} for title, items in groups if items),
    ]


def header(request: HttpRequest) -> str:
    shop = shop_in(request)
    return shop.name if shop else "selfservice"


def badge(request: HttpRequest) -> list[str] | None:
    """The shop's name at the top of every page, for phones hide the sidebar."""
    shop = shop_in(request)
    return [shop.name, "info"] if shop else None


def title_prefix(request: HttpRequest) -> str:
    shop = shop_in(request)
    return f"{shop.name} |" if shop else ""


def subheader(request: HttpRequest) -> str:
    role = role_in(request)
    if not isinstance(request.user, User) or role is None:
        return ""
    return _("Superuser") if request.user.is_superuser else str(role.label)


def dropdown(request: HttpRequest) -> list[dict[str, Any]]:
    if not isinstance(request.user, User) or shops_of(request.user).count() < 2:
        return []
    return [{"icon": "swap_horiz", "title": _("Change shop"), "link": reverse("admin:choose_shop")}]


def _items(request: HttpRequest, links: list[Link]) -> list[dict[str, Any]]:
    return [
        {"title": str(link.title), "icon": link.icon, "link": place}
        for link in links
        if _may_see(request, link) and (place := address(link.page))
    ]


def _may_see(request: HttpRequest, link: Link) -> bool:
    if link.action is None:
        return isinstance(request.user, User) and request.user.is_superuser
    return allows(role_in(request), link.action)
