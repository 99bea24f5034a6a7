"""Connections to vendors, and deliveries: effects on their way, one durable row each."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField
from selfservice.tenancy.owned import ShopOwned


class Connection(ShopOwned):
    """A shop's configured connector: settings in the open, secrets sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    connector = models.CharField(_("connector"), max_length=40)
    name = models.CharField(_("name"), max_length=100)
    settings = models.JSONField(_("settings"), default=dict, blank=True)
    secrets = SealedJSONField(_("secrets"), default=dict, blank=True)
    paused = models.BooleanField(_("paused"), default=False)
    last_success = models.DateTimeField(_("last success"), null=True, blank=True)
    last_failure = models.DateTimeField(_("last failure"), null=True, blank=True)
    failures = models.PositiveIntegerField(_("failures in a row"), default=0)
    open_until = models.DateTimeField(
        _("resting until"), null=True, blank=True, help_text=_("Set while calls keep failing.")
    )
    created = models.DateTimeField(auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SHOP,
        internal="id shop connector name settings secrets paused last_success last_failure "
        "failures open_until created",
    )

    class Meta:
        verbose_name = _("connection")
        verbose_name_plural = _("connections")

    def __str__(self) -> str:
        return self.name


class Autonomy(models.TextChoices):
    OFF = "off", _("Off: a person is told")
    SUGGEST = "suggest", _("Suggest: a person does it")
    APPROVE = "approve", _("A person approves, then it runs")
    AUTOMATIC = "automatic", _("Automatic")


class Setting(ShopOwned):
    """How much one effect kind may do by itself in a shop, and through which connection."""

    effect = models.CharField(_("action"), max_length=40)
    autonomy = models.CharField(_("autonomy"), max_length=10, choices=Autonomy.choices)
    connection = models.ForeignKey(
        Connection, on_delete=models.SET_NULL, null=True, blank=True, verbose_name=_("connection")
    )

    privacy = Declaration(
        purpose=Purpose.SERVICE, keep=Keep.SHOP, internal="id shop effect autonomy connection"
    )

    class Meta:
        verbose_name = _("action setting")
        verbose_name_plural = _("action settings")
        constraints = [
            models.UniqueConstraint(fields=["shop", "effect"], name="one_setting_per_effect")
        ]

    def __str__(self) -> str:
        return self.effect


class State(models.TextChoices):
    QUEUED = "queued", _("Queued")
    WAITING_APPROVAL = "waiting_approval", _("Waiting for approval")
    RUNNING = "running", _("Running")
    CHECKING = "checking", _("Checking what happened")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused")
    STUCK = "stuck", _("Needs a person")
    CANCELLED = "cancelled", _("Called off")


TERMINAL = (State.DONE, State.REFUSED, State.CANCELLED)


class Delivery(ShopOwned):
    """An effect on its way. The row is the promise; a message only rings for it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.UUIDField(_("session"), null=True, db_index=True)
    flow = models.CharField(max_length=60, blank=True)
    step = models.CharField(max_length=60, blank=True)
    visit = models.PositiveSmallIntegerField(default=1)
    effect = models.CharField(max_length=60, blank=True)  # the effect's id within the step
    kind = models.CharField(_("action"), max_length=40)
    arguments = SealedJSONField(default=dict)
    context = SealedJSONField(default=dict)
    digest = models.CharField(max_length=64)
    key = models.CharField(_("key"), max_length=64, unique=True)
    business_key = models.CharField(max_length=64, null=True, unique=True)
    connection = models.ForeignKey(
        Connection, on_delete=models.PROTECT, null=True, verbose_name=_("connection")
    )
    state = models.CharField(_("state"), max_length=20, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(_("why"), max_length=500, blank=True)
    due = models.DateTimeField(_("due"), null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    strikes = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    fence = models.PositiveIntegerField(default=0)
    result = SealedJSONField(null=True)
    reported = models.BooleanField(default=False)  # the settled signal was received
    created = models.DateTimeField(_("created"), auto_now_add=True)
    settled = models.DateTimeField(_("settled"), null=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.EVIDENCE,
        internal="id shop session flow step visit effect kind digest key business_key connection "
        "state reason due attempts strikes lease_until fence reported created settled",
        content="context",
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
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key[:8]}"


class Attempt(ShopOwned):
    """One call that was about to be made, committed before it was."""

    delivery = models.ForeignKey(Delivery, on_delete=models.CASCADE, related_name="calls")
    number = models.PositiveSmallIntegerField()
    started = models.DateTimeField(auto_now_add=True)
    finished = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=20, blank=True)
    sentence = models.CharField(max_length=500, blank=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.EVIDENCE,
        internal="id shop delivery number started finished outcome sentence",
    )

    class Meta:
        verbose_name = _("attempt")
        verbose_name_plural = _("attempts")
        constraints = [
            models.UniqueConstraint(fields=["delivery", "number"], name="one_row_per_attempt")
        ]

    def __str__(self) -> str:
        return f"{self.delivery_id} #{self.number}"
