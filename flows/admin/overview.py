"""The admin's first page: how far the shop is set up, what waits for whom, how to start a shop."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from flows.admin.first_steps import is_set_up, steps_of
from flows.models import Flow
from integrations.desk.models import Ticket
from integrations.models import Delivery, State
from selfservice.tenancy.access import role_in, shop_in
from selfservice.tenancy.models import Shop
from selfservice.tenancy.navigation import address
from selfservice.tenancy.roles import Action, allows
from selfservice.tenancy.start_form import StartShopForm


def _unanswered() -> int:
    return Ticket.objects.filter(waiting_since__isnull=False).count()


def _unconfirmed() -> int:
    return Delivery.objects.filter(state=State.WAITING_APPROVAL).count()


@dataclass(frozen=True, slots=True)
class Card:
    """Where somebody's work is. `query` narrows a list to the rows the card is about, and
    `count` says how many of them wait; one statement, in a scope."""

    title: str | Promise
    text: str | Promise
    icon: str
    page: str  # the name of an address
    action: Action
    query: str = ""
    count: Callable[[], int] | None = None

    def waiting(self) -> str:
        number = self.count() if self.count else 0
        said = ngettext("%(number)s waits", "%(number)s wait", number)
        return said % {"number": number} if number else ""


CARDS = (
    Card(
        gettext_lazy("Answer people"),
        gettext_lazy("Open cases with everything the shopper already said."),
        "support_agent",
        "admin:desk",
        Action.WORK_TICKETS,
        count=_unanswered,
    ),
    Card(
        gettext_lazy("Confirm what is waiting"),
        gettext_lazy("Cancellations and refunds that run once you agree."),
        "local_shipping",
        "admin:integrations_delivery_changelist",
        Action.APPROVE_DELIVERIES,
        "?state__exact=waiting_approval",
        _unconfirmed,
    ),
    Card(
        gettext_lazy("Edit and publish flows"),
        gettext_lazy("Change the words and the branches, try them, then publish."),
        "account_tree",
        "admin:flows_flow_changelist",
        Action.EDIT_FLOWS,
    ),
    Card(
        gettext_lazy("Learn from questions"),
        gettext_lazy("What shoppers typed and no flow was found for."),
        "contact_support",
        "admin:classifier_question_changelist",
        Action.EDIT_PHRASES,
    ),
    Card(
        gettext_lazy("Read the audit"),
        gettext_lazy("Who did what, when and why."),
        "history",
        "admin:privacy_auditevent_changelist",
        Action.VIEW_AUDIT,
    ),
)
HELP_PAGE = Card(
    gettext_lazy("See what shoppers see"),
    gettext_lazy("Your help page, as it is for everybody now."),
    "play_circle",
    "help:home",
    Action.VIEW_FLOWS,
)


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    shop = shop_in(request)
    role = role_in(request)
    context["title"] = _("Overview")
    if shop is None:
        context["start_form"] = StartShopForm()
        return context
    context["cards"] = [
        (card, address(card.page) + card.query) for card in CARDS if allows(role, card.action)
    ]
    if allows(role, HELP_PAGE.action) and Flow.objects.filter(home=True, live__isnull=False):
        context["cards"].append((HELP_PAGE, address(HELP_PAGE.page, shop.key)))
    if allows(role, Action.EDIT_SHOP):
        context.update(_setting_up(shop))
    return context


def _setting_up(shop: Shop) -> dict[str, Any]:
    steps = steps_of(shop)
    done = sum(bool(each.done) for each in steps)
    return {"shop": shop, "steps": steps, "steps_done": done, "is_set_up": is_set_up(steps)}
