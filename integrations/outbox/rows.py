"""A request's row in its first state: its keys, its worth, and how far the shop lets it go."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils.translation import gettext as _

from integrations.amounts import worked_out
from integrations.digests import digest
from integrations.effects import EFFECTS, EffectKind
from integrations.errors import Refused
from integrations.models import Autonomy, Delivery, Setting, State
from integrations.outbox.daily_cap import is_over_the_cap
from integrations.outbox.keys import business_key_of, key_of, payment_of
from integrations.outbox.request import MAIL, TICKET, Request
from integrations.unproven import may_mail
from selfservice import clock
from selfservice.tenancy.models import Shop


def drafted(shop: Shop, request: Request) -> Delivery:
    """Not written yet. A flow's refund gets its amount from the order."""
    try:
        known = _worked_out(request)
    except Refused as error:
        row = row_of(shop, request)
        refuse(row, error.sentence)
        return row
    row = row_of(shop, replace(request, arguments={**request.arguments, **known}))
    _decide(row)
    if request.unproven and row.state == State.QUEUED:
        _spare_strangers(row)
    return row


def row_of(shop: Shop, request: Request) -> Delivery:
    kind = EFFECTS[request.kind]
    arguments = dict(request.arguments)
    return Delivery(
        shop=shop,
        session=request.session,
        ticket=request.context.get("ticket") or None,
        flow=request.flow,
        step=request.step,
        visit=request.visit,
        effect=request.effect,
        kind=request.kind,
        arguments=arguments,
        context=dict(request.context),
        worthless=request.worthless,
        digest=digest(arguments),
        key=key_of(shop.pk, request, kind),
        business_key=business_key_of(shop.pk, kind, arguments, request.seen),
        payment=payment_of(shop.pk, kind, arguments),
        amount=_amount(arguments.get("amount")) if kind.money else None,
    )


def refuse(row: Delivery, reason: str) -> None:
    row.state, row.reason = State.REFUSED, reason
    row.settled, row.business_key = clock.now(), None


def _worked_out(request: Request) -> dict[str, Any]:
    """A person has said how much; a flow takes it from the order, never from an answer."""
    if not EFFECTS[request.kind].money or not request.flow:
        return {}
    return worked_out(request.arguments, request.context.get("facts", {}))


def _amount(given: Any) -> Decimal | None:
    try:
        amount = Decimal(str(given))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None


def _decide(row: Delivery) -> None:
    """Sets the first state by how much the shop lets this kind do by itself."""
    setting = Setting.objects.select_related("connection").filter(effect=row.kind).first()
    autonomy = _autonomy(row, setting)
    if setting and setting.connection:
        row.connection = setting.connection
    if EFFECTS[row.kind].money and row.amount is None:
        refuse(row, _("The amount is not a number: a person decides."))
        return
    if row.kind == TICKET or (autonomy is Autonomy.AUTOMATIC and not is_over_the_cap(row)):
        return
    if autonomy is Autonomy.OFF:
        refuse(row, _("The shop has switched this action off: a person decides."))
        return
    row.state = State.WAITING_APPROVAL
    if autonomy is Autonomy.AUTOMATIC:
        row.reason = _("Today's refunds reach the most that your shop gives back by itself.")


def _autonomy(row: Delivery, setting: Setting | None) -> Autonomy:
    """A mail that no flow asked for is a code, a link or an agent's answer, and somebody waits for
    it now: the shop decides about its flows' mails alone."""
    if row.kind == MAIL and not row.flow:
        return Autonomy.AUTOMATIC
    return Autonomy(setting.autonomy) if setting else usual_autonomy(EFFECTS[row.kind])


def usual_autonomy(kind: EffectKind) -> Autonomy:
    """How far it goes by itself where the shop has set nothing."""
    return Autonomy.APPROVE if kind.changes or kind.money else Autonomy.AUTOMATIC


def _spare_strangers(row: Delivery) -> None:
    if not may_mail(row.shop, str(row.arguments.get("to") or "")):
        reason = _("This mail was not sent: too many went to unproven addresses today.")
        refuse(row, reason)
