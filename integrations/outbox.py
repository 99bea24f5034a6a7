"""Accepts effects: one durable row for each, written in the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from integrations import doorbell
from integrations.effects import EFFECTS, EffectKind
from integrations.failpoints import reach
from integrations.keys import business_key_of, digest, key_of, payment_of
from integrations.models import SETTLED, Autonomy, Connection, Delivery, Setting, State
from selfservice import clock
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within

TICKET = "open_ticket"


class KeyReused(Exception):
    """The same step asked for the same effect with other arguments: a defect of the caller."""


@dataclass(frozen=True, slots=True)
class Request:
    """An effect that a step asks for. `context` is the frozen case that goes with it."""

    session: UUID | None
    flow: str
    step: str
    visit: int
    effect: str
    kind: str
    arguments: Mapping[str, Any]
    context: Mapping[str, Any] = field(default_factory=dict)


def put(shop: Shop, request: Request) -> Delivery:
    """The delivery of this request; a repeated click gets the one that is there already.

    Raises KeyReused. Call it in the transaction that records why. Reasons are written for the
    shop's people, so in the shop's language, whoever asks.
    """
    with within(shop), translation.override(shop.default_language), transaction.atomic():
        row = _row(shop, request)
        _decide(row)
        delivery = _insert(row)
        if delivery.pk == row.pk:
            _announce(delivery)
        elif delivery.digest != row.digest:
            raise KeyReused(f"{request.kind} at {request.flow}/{request.step} changed.")
        return delivery


def put_through(connection: Connection, request: Request) -> Delivery:
    """Like `put`, through a connection of the caller's choice and without approval."""
    with within(connection.shop), transaction.atomic():
        row = _row(connection.shop, request)
        row.connection = connection
        delivery = _insert(row)
        ring_after_commit(delivery)
        return delivery


def deliveries_of(session_id: UUID) -> list[Delivery]:
    """Everything a session promised, in the order it did."""
    return list(Delivery.objects.filter(session=session_id).order_by("created", "pk"))


def hand_over(delivery: Delivery, sentence: str) -> None:
    """Opens a ticket about a delivery, once, in the caller's transaction."""
    told = Delivery.objects.filter(pk=delivery.pk, ticketed=False).update(ticketed=True)
    if not told or _is_last_resort(delivery):
        return
    with translation.override(delivery.shop.default_language):
        request = _ticket(delivery, sentence)
    if delivery.kind == TICKET:
        put_through(desk_of(delivery.shop), request)
    else:
        put(delivery.shop, request)


def desk_of(shop: Shop) -> Connection:
    """The built-in desk, which every shop has and which needs no settings."""
    desk, _made = Connection.objects.get_or_create(
        shop=shop, connector="desk", defaults={"name": _("Desk")}
    )
    return desk


def ring_after_commit(delivery: Delivery) -> None:
    transaction.on_commit(partial(_ring, delivery.pk), robust=True)


def _ring(delivery_id: UUID) -> None:
    reach("accept.committed")
    doorbell.ring(delivery_id)


def _row(shop: Shop, request: Request) -> Delivery:
    kind = EFFECTS[request.kind]
    arguments = dict(request.arguments)
    return Delivery(
        shop=shop,
        session=request.session,
        flow=request.flow,
        step=request.step,
        visit=request.visit,
        effect=request.effect,
        kind=request.kind,
        arguments=arguments,
        context=dict(request.context),
        digest=digest(arguments),
        key=key_of(shop.pk, request, kind),
        business_key=business_key_of(shop.pk, kind, arguments),
        payment=payment_of(shop.pk, kind, arguments),
        amount=_amount(arguments.get("amount")) if kind.money else None,
    )


def _amount(given: Any) -> Decimal | None:
    try:
        amount = Decimal(str(given))
    except InvalidOperation:
        return None
    return amount if amount.is_finite() and amount > 0 else None


def _decide(row: Delivery) -> None:
    """Sets the first state by how much the shop lets this kind do by itself."""
    setting = Setting.objects.select_related("connection").filter(effect=row.kind).first()
    autonomy = Autonomy(setting.autonomy) if setting else _usual(EFFECTS[row.kind])
    if setting and setting.connection:
        row.connection = setting.connection
    if EFFECTS[row.kind].money and row.amount is None:
        _refuse(row, _("The amount is not a number: a person decides."))
        return
    if row.kind == TICKET or autonomy is Autonomy.AUTOMATIC:
        return
    if autonomy is Autonomy.OFF:
        _refuse(row, _("The shop has switched this action off: a person decides."))
        return
    row.state = State.WAITING_APPROVAL


def _usual(kind: EffectKind) -> Autonomy:
    return Autonomy.APPROVE if kind.changes or kind.money else Autonomy.AUTOMATIC


def _refuse(row: Delivery, reason: str) -> None:
    row.state, row.reason = State.REFUSED, reason
    row.settled, row.business_key = clock.now(), None


def _insert(row: Delivery) -> Delivery:
    """Writes the row unless its key is taken; a taken business key makes it a refusal."""
    for _turn in range(2):
        Delivery.objects.bulk_create([row], ignore_conflicts=True)
        found = Delivery.objects.filter(key=row.key).first()
        if found is not None:
            reach("accept.written")
            return found
        _refuse(row, _("The same refund was asked for before: a person decides."))
    raise KeyReused(f"{row.kind} could not be written.")


def _announce(delivery: Delivery) -> None:
    if delivery.state == State.REFUSED:
        hand_over(delivery, delivery.reason)
    if delivery.state in {State.QUEUED, *SETTLED}:
        ring_after_commit(delivery)


def _is_last_resort(delivery: Delivery) -> bool:
    """A ticket that the desk itself could not take is seen in the list of deliveries only."""
    connection = delivery.connection
    return delivery.kind == TICKET and connection is not None and connection.connector == "desk"


def _ticket(delivery: Delivery, sentence: str) -> Request:
    label, order = str(EFFECTS[delivery.kind].label), delivery.arguments.get("order")
    return Request(
        session=delivery.session,
        flow=delivery.flow,
        step=delivery.step,
        visit=delivery.visit,
        effect=f"ticket:{delivery.key[:40]}",
        kind=TICKET,
        arguments={
            "subject": _("%(action)s: needs a person")
            % {"action": f"{label} ({order})" if order else label},
            "contact": delivery.context.get("contact", ""),
            "message": sentence,
        },
        context=delivery.context,
    )
