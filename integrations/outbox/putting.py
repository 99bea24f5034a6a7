"""Accepts effects: one durable row for each, written in the caller's transaction."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from integrations import doorbell
from integrations.effects import EFFECTS
from integrations.failpoints import reach
from integrations.models import SETTLED, Connection, Delivery, State
from integrations.outbox.request import TICKET, Request
from integrations.outbox.rows import drafted, refuse, row_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


class KeyReused(Exception):
    """The same step asked for the same effect with other arguments: a defect of the caller."""


def put(shop: Shop, request: Request) -> Delivery:
    """The delivery of this request; a repeated click gets the one that is there already.

    Raises KeyReused. Call it in the transaction that records why. Reasons are written for the
    shop's people, so in the shop's language, whoever asks.
    """
    with within(shop), translation.override(shop.default_language), transaction.atomic():
        row = drafted(shop, request)
        delivery = _insert(row)
        if delivery.pk == row.pk:
            _announce(delivery)
        elif delivery.digest != row.digest:
            raise KeyReused(f"{request.kind} at {request.flow}/{request.step} changed.")
        return delivery


def put_through(connection: Connection, request: Request) -> Delivery:
    """Like `put`, through a connection of the caller's choice and without approval."""
    with within(connection.shop), transaction.atomic():
        row = row_of(connection.shop, request)
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


def _insert(row: Delivery) -> Delivery:
    """Writes the row unless its key is taken; a taken business key makes it a refusal."""
    for _turn in range(2):
        Delivery.objects.bulk_create([row], ignore_conflicts=True)
        found = Delivery.objects.filter(key=row.key).first()
        if found is not None:
            reach("accept.written")
            return found
        refuse(row, _("The same refund was asked for before: a person decides."))
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
    told = _own_words(delivery, sentence) if delivery.kind == TICKET else _trouble(delivery)
    return Request(
        session=delivery.session,
        flow=delivery.flow,
        step=delivery.step,
        visit=delivery.visit,
        effect=f"ticket:{delivery.key[:40]}",
        kind=TICKET,
        arguments={"contact": delivery.context.get("contact", ""), "message": sentence} | told,
        # The flow's own words for the case, should it have any, take the place of these.
        context=dict(delivery.context) | {"trouble": told["subject"]},
    )


def _trouble(delivery: Delivery) -> dict[str, Any]:
    label, order = str(EFFECTS[delivery.kind].label), delivery.arguments.get("order")
    action = f"{label} ({order})" if order else label
    return {"subject": _("%(action)s: needs a person") % {"action": action}}


def _own_words(delivery: Delivery, sentence: str) -> dict[str, Any]:
    """A ticket that another desk did not take is opened here as the flow worded it."""
    message = str(delivery.arguments.get("message") or "")
    return {**delivery.arguments, "message": "\n\n".join(filter(None, (message, sentence)))}
