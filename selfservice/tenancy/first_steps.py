"""What the admin's first page shows: the shop's next steps, or how to start the first shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminEmailInputWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from selfservice.tenancy.access import role_in, shop_in
from selfservice.tenancy.countries import choices
from selfservice.tenancy.models import Shop
from selfservice.tenancy.navigation import address
from selfservice.tenancy.roles import Action, allows


class StartShopForm(forms.Form):
    name = forms.CharField(
        label=gettext_lazy("Name, as shoppers know it"),
        max_length=100,
        widget=UnfoldAdminTextInputWidget,
    )
    country = forms.ChoiceField(
        label=gettext_lazy("Country"),
        choices=choices,
        initial="CZ",
        help_text=gettext_lazy("Sets the currency, the time zone and the first language."),
        widget=UnfoldAdminSelectWidget,
    )
    owner_email = forms.EmailField(
        label=gettext_lazy("The owner's e-mail address"),
        help_text=gettext_lazy("An invitation is sent there."),
        widget=UnfoldAdminEmailInputWidget,
    )


@dataclass(frozen=True, slots=True)
class Card:
    """A step to take; `pages` are where it may be taken, the first that is there counts.

    `query` narrows a list to the rows the step is about.
    """

    title: str | Promise
    text: str | Promise
    icon: str
    pages: tuple[str, ...]
    action: Action
    query: str = ""


CARDS = (
    Card(
        gettext_lazy("Answer people"),
        gettext_lazy("Open cases with everything the shopper already said."),
        "support_agent",
        ("admin:desk",),
        Action.WORK_TICKETS,
    ),
    Card(
        gettext_lazy("Confirm what is waiting"),
        gettext_lazy("Cancellations and refunds that run once you agree."),
        "local_shipping",
        ("admin:integrations_delivery_changelist",),
        Action.APPROVE_DELIVERIES,
        "?state__exact=waiting_approval",
    ),
    Card(
        gettext_lazy("Connect your shop"),
        gettext_lazy("Let flows read orders and carry out what shoppers ask."),
        "cable",
        ("admin:integrations_connection_changelist",),
        Action.MANAGE_CONNECTIONS,
    ),
    Card(
        gettext_lazy("Edit and publish flows"),
        gettext_lazy("Change the words and the branches, try them, then publish."),
        "account_tree",
        ("admin:flows_flow_changelist",),
        Action.EDIT_FLOWS,
    ),
    Card(
        gettext_lazy("Learn from questions"),
        gettext_lazy("What shoppers typed and no flow was found for."),
        "contact_support",
        ("admin:classifier_question_changelist",),
        Action.EDIT_PHRASES,
    ),
    Card(
        gettext_lazy("Try a test order"),
        gettext_lazy("Open the help page as your shoppers see it."),
        "play_circle",
        ("help:home",),
        Action.VIEW_FLOWS,
    ),
    Card(
        gettext_lazy("Say when you are open"),
        gettext_lazy("Hours, holidays, the days for returns and the colour of the bubble."),
        "storefront",
        ("admin:shop_settings",),
        Action.EDIT_SHOP,
    ),
    Card(
        gettext_lazy("Invite people"),
        gettext_lazy("Designers, agents and auditors, each with their own rights."),
        "group_add",
        ("admin:tenancy_invitation_add",),
        Action.MANAGE_MEMBERS,
    ),
    Card(
        gettext_lazy("Read the audit"),
        gettext_lazy("Who did what, when and why."),
        "history",
        ("admin:privacy_auditevent_changelist",),
        Action.VIEW_AUDIT,
    ),
)


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    shop = shop_in(request)
    role = role_in(request)
    context["title"] = _("Overview")
    if shop is None:
        context["start_form"] = StartShopForm()
        return context
    cards = [(card, _link(card, shop)) for card in CARDS if allows(role, card.action)]
    context["cards"] = [(card, link) for card, link in cards if link]
    if allows(role, Action.EDIT_SHOP):
        context["snippet"] = (
            f'<script src="{settings.PUBLIC_URL}/bubble/{shop.key}.js" defer></script>'
        )
    return context


def _link(card: Card, shop: Shop) -> str:
    links = (address(page) or address(page, shop.key) for page in card.pages)
    link = next(filter(None, links), "")
    return link and link + card.query
