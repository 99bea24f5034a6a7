"""The steps that set a shop up, in their order, and how far each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from flows.engine.entries import EntryKind
from flows.models import Entry, Flow, Session
from integrations.choosing import connection_for
from integrations.demo_shop.setting_up import order_to_try
from integrations.models import Connection
from selfservice.clock import now
from selfservice.tenancy.models import Invitation, Member, Role, Shop


@dataclass(frozen=True, slots=True)
class Step:
    """`done` says what was reached, `missing` what has to come first; with neither it can be
    taken now. `facts` are for the template that is named like the step."""

    name: str
    title: str
    done: str = ""
    missing: str = ""
    optional: bool = False
    is_next: bool = False
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def template(self) -> str:
        return f"admin/steps/{self.name}.html"


def steps_of(shop: Shop) -> list[Step]:
    """Within the shop's scope. The first that can be taken, and has to be, is the next."""
    flows = list(Flow.objects.all())
    is_live = any(flow.home and flow.live_id for flow in flows)
    orders = connection_for(shop, "order")
    steps = [
        _shop(shop),
        _connection(orders),
        _flows(flows, is_live),
        _snippet(shop, is_live),
        _order(shop, orders, is_live),
        _people(),
    ]
    open_ones = (each for each in steps if not each.done and not each.missing)
    coming = next(open_ones, None)
    return [replace(each, is_next=each is coming) for each in steps]


def is_set_up(steps: Sequence[Step]) -> bool:
    return all(each.done or each.optional for each in steps)


def _shop(shop: Shop) -> Step:
    lacking = []
    if not shop.contact_email:
        lacking.append(_("an e-mail address where people reach you"))
    if not shop.origins:
        lacking.append(_("the addresses of your shop’s pages"))
    said = _("People reach you at %(email)s. Prices are in %(currency)s, times in %(zone)s.")
    facts = {"email": shop.contact_email, "currency": shop.currency, "zone": shop.time_zone}
    done = "" if lacking else said % facts
    return Step("shop", _("Check your shop’s facts"), done, facts={"lacking": lacking})


def _connection(orders: Connection | None) -> Step:
    done = ""
    if orders is not None:
        done = _("Orders are read through “%(name)s”.") % {"name": orders.name}
    facts = {"is_demo": _is_demo(orders)}
    return Step("connection", _("Connect your shop"), done, facts=facts)


def _flows(flows: Sequence[Flow], is_live: bool) -> Step:
    live = sum(flow.live_id is not None for flow in flows)
    said = ngettext(
        "%(live)s of %(count)s flow is published.",
        "%(live)s of %(count)s flows are published.",
        len(flows),
    )
    done = said % {"live": live, "count": len(flows)} if is_live else ""
    facts = {"drafts": [flow for flow in flows if flow.live_id is None]}
    return Step("flows", _("Publish your flows"), done, facts=facts)


def _snippet(shop: Shop, is_live: bool) -> Step:
    """Only the bubble's frame names the page around it, and only the shop's pages may frame it."""
    framed = Session.objects.filter(preview=False).exclude(page="").order_by("-started")
    page = framed.values_list("page", flat=True).first()
    done = _("Seen on your page %(page)s.") % {"page": page} if page else ""
    missing = ""
    if not is_live:
        missing = _("First publish the home flow, in step 3: the bubble would open on nothing.")
    elif not shop.origins:
        missing = _("First add the addresses of your pages, in step 1: it opens nowhere else.")
    snippet = f'<script src="{settings.PUBLIC_URL}/bubble/{shop.key}.js" defer></script>'
    facts = {"snippet": snippet}
    return Step("snippet", _("Put the bubble on your page"), done, missing, facts=facts)


def _order(shop: Shop, orders: Connection | None, is_live: bool) -> Step:
    looked_up = Entry.objects.filter(kind=EntryKind.LOOKUP, session__preview=False)
    done = _("An order was looked up on your help page.") if looked_up.exists() else ""
    missing = ""
    if orders is None:
        missing = _("First connect your shop, or start with test orders, in step 2.")
    elif not is_live:
        missing = _("First publish the home flow, in step 3.")
    order = order_to_try(shop) if _is_demo(orders) else None
    return Step("order", _("Try an order"), done, missing, facts={"shop": shop, "order": order})


def _people() -> Step:
    done = ""
    agents = Member.objects.filter(role=Role.AGENT).count()
    if agents:
        said = ngettext(
            "%(count)s agent works with you.", "%(count)s agents work with you.", agents
        )
        done = said % {"count": agents}
    elif Invitation.objects.filter(role=Role.AGENT, used=None, expires__gt=now()).exists():
        done = _("An invitation is on its way.")
    return Step("people", _("Invite somebody who answers"), done, optional=True)


def _is_demo(orders: Connection | None) -> bool:
    return orders is not None and orders.connector == "demo"
