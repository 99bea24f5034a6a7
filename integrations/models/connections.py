"""Connections to vendors, and how much each action may do by itself through them."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from integrations.effects import EFFECTS
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
    problem = models.CharField(_("last problem"), max_length=500, blank=True)
    open_until = models.DateTimeField(
        _("resting until"), null=True, blank=True, help_text=_("Set while calls keep failing.")
    )
    created = models.DateTimeField(auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SHOP,
        internal="id shop connector name settings secrets paused last_success last_failure "
        "failures problem open_until created",
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
        return str(EFFECTS[self.effect].label) if self.effect in EFFECTS else self.effect
