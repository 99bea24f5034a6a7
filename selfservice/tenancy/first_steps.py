"""What the admin's first page shows: the shop's next steps, or how to start the first shop."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django import forms
from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminEmailInputWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
)

from selfservice.tenancy.countries import choices
from selfservice.tenancy.models import Shop
from selfservice.tenancy.navigation import address
from selfservice.tenancy.roles import allows


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
    title: str
    text: str
    icon: str
    link: str
    action: str


def dashboard(request: HttpRequest, context: dict[str, Any]) -> dict[str, Any]:
    shop: Shop | None = getattr(request, "shop", None)
    role = getattr(request, "role", None)
    context["title"] = _("Overview")
    if shop is None:
        context["start_form"] = StartShopForm()
        return context
    context["cards"] = [card for card in _cards(shop) if card.link and allows(role, card.action)]
    if allows(role, "edit_shop"):
        context["snippet"] = (
            f'<script src="{settings.PUBLIC_URL}/bubble/{shop.key}.js" defer></script>'
        )
    return context


def _cards(shop: Shop) -> list[Card]:
    return [
        Card(
            _("Answer people"),
            _("Open cases with everything the shopper already said."),
            "support_agent",
            address("admin:desk") or address("admin:desk_ticket_changelist"),
            "work_tickets",
        ),
        Card(
            _("Confirm what is waiting"),
            _("Cancellations and refunds that run once you agree."),
            "local_shipping",
            address("admin:integrations_delivery_changelist"),
            "approve_deliveries",
        ),
        Card(
            _("Connect your shop"),
            _("Let flows read orders and carry out what shoppers ask."),
            "cable",
            address("admin:integrations_connection_changelist"),
            "manage_connections",
        ),
        Card(
            _("Edit and publish flows"),
            _("Change the words and the branches, try them, then publish."),
            "account_tree",
            address("admin:flows_flow_changelist"),
            "edit_flows",
        ),
        Card(
            _("Try a test order"),
            _("Open the help page as your shoppers see it."),
            "play_circle",
            address("help:home", shop.key),
            "view_flows",
        ),
        Card(
            _("Say when you are open"),
            _("Hours, holidays, the days for returns and the colour of the bubble."),
            "storefront",
            address("admin:shop_settings"),
            "edit_shop",
        ),
        Card(
            _("Invite people"),
            _("Designers, agents and auditors, each with their own rights."),
            "group_add",
            address("admin:tenancy_invitation_add"),
            "manage_members",
        ),
        Card(
            _("Read the audit"),
            _("Who did what, when and why."),
            "history",
            address("admin:privacy_auditevent_changelist"),
            "view_audit",
        ),
    ]
