"""Deliveries: effects on their way, one durable row each, and the calls made for them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.models.connections import Connection
from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField
from selfservice.tenancy.owned import ShopOwned


class State(models.TextChoices):
    QUEUED = "queued", _("Queued")
    WAITING_APPROVAL = "waiting_approval", _("Waiting for approval")
    RUNNING = "running", _("Running")
    CHECKING = "checking", _("Checking what happened")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    STUCK = "stuck", _("Needs a person")
    CANCELLED = "cancelled", _("Called off")


FAILED = (State.REFUSED, State.CANCELLED)
TERMINAL = (State.DONE, *FAILED)
# What the session hears about; a person may still move a stuck one on.
SETTLED = (*TERMINAL, State.STUCK)
# Outcomes of an attempt that cannot have had an effect.
NOTHING_HAPPENED = ("try_again", "misconfigured")


class Delivery(ShopOwned):
    """An effect on its way. The row is the promise; a message only rings for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.UUIDField(_("session"), null=True, db_index=True)
    ticket = models.UUIDField(null=True, db_index=True)  # that it was made for, by its mail or act
    flow = models.CharField(_("flow"), max_length=60, blank=True)
    step = models.CharField(_("step"), max_length=60, blank=True)
    visit = models.PositiveSmallIntegerField(default=1)
    effect = models.CharField(max_length=80, blank=True)  # the effect's id within the step
    kind = models.CharField(_("action"), max_length=40)
    arguments = SealedJSONField(default=dict)
    context = SealedJSONField(default=dict)
    digest = models.CharField(max_length=64)
    key = models.CharField(_("key"), max_length=64, unique=True)
    business_key = models.CharField(max_length=64, null=True, unique=True)
    connection = models.ForeignKey(
        Connection, on_delete=models.RESTRICT, null=True, verbose_name=_("connection")
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    due = models.DateTimeField(_("due"), null=True)  # empty means at once
    worthless = models.DateTimeField(null=True)  # since when nobody is helped by it
    rung = models.DateTimeField(null=True)  # when a sweep last asked for it
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    strikes = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    result = SealedJSONField(null=True)
    payment = models.CharField(max_length=64, blank=True)  # digest of what money is taken from
    amount = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    ticketed = models.BooleanField(default=False)  # a ticket tells people about it
    reported = models.BooleanField(default=False)  # the settled signal was received
    created = models.DateTimeField(_("created"), auto_now_add=True)
    settled = models.DateTimeField(_("settled"), null=True)
    masked = models.DateTimeField(null=True)  # since when it names nobody, see `erasing`

    # What tells about a person is masked with the session or ticket that it belongs to.
    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.EVIDENCE,
        since="settled",
        over={"state__in": TERMINAL},
        internal="id shop session ticket flow step visit effect kind digest key business_key "
        "connection state due worthless rung attempts strikes lease_until fence payment "
        "ticketed reported created settled masked",
        content="context reason",
        financial="amount",
        order="arguments result",
    )

    class Meta:
        verbose_name = _("delivery")
        verbose_name_plural = _("deliveries")
        indexes = [
            models.Index(
                fields=["due"],
                name="delivery_due",
                condition=models.Q(state__in=["queued", "checking"]),
            ),
            models.Index(
                fields=["lease_until"],
                name="delivery_leased",
                condition=models.Q(state="running"),
            ),
            models.Index(
                fields=["settled"],
                name="delivery_unreported",
                condition=models.Q(reported=False, settled__isnull=False),
            ),
            models.Index(
                fields=["payment"], name="delivery_payment", condition=~models.Q(payment="")
            ),
            models.Index(
                fields=["created"],
                name="delivery_late",
                condition=models.Q(ticketed=False, state__in=["queued", "running", "checking"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:8]}"


class Attempt(ShopOwned):
    """One call that was about to be made, committed before it was."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="calls")
    number = models.PositiveSmallIntegerField(_("number"))
    started = models.DateTimeField(_("started"), auto_now_add=True)
    finished = models.DateTimeField(_("finished"), null=True)
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    sentence = models.CharField(_("what was said"), max_length=500, blank=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.EVIDENCE,
        internal="id shop delivery number started finished outcome",
        content="sentence",
    )

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="one_row_per_attempt")
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} #{self.number}"
