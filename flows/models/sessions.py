"""Shoppers' sessions, and the entries that say where each of them stands."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from flows.models.flows import Revision
from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField
from selfservice.tenancy.owned import ShopOwned


class Session(ShopOwned):
    """One shopper's passage. Where it stands follows from its entries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64, unique=True)  # SHA-256 of what the shopper holds
    # The token before the conversation moved to another device: good for saying so alone.
    former = models.CharField(max_length=64, blank=True, default="", db_default="", db_index=True)
    language = models.CharField(_("language"), max_length=10)
    page = models.CharField(_("page"), max_length=300, blank=True)  # path, without the query
    version = models.PositiveIntegerField(default=0)  # one more with every accepted answer
    outcome = models.CharField(_("outcome"), max_length=20, blank=True)
    proven_at = models.DateTimeField(null=True, blank=True)
    started = models.DateTimeField(_("started"), auto_now_add=True)
    last_used = models.DateTimeField(_("last used"))
    preview = models.BooleanField(default=False)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SESSION,
        since="last_used",
        internal="id shop token former language version outcome proven_at started last_used "
        "preview",
        tracking="page",
    )

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-started"]

    def __str__(self) -> str:
        return str(self.id)


class Entry(ShopOwned):
    """One fact in a session, keyed by flow, step and visit."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=10)
    flow = models.CharField(max_length=60, blank=True)
    step = models.CharField(max_length=60, blank=True)
    visit = models.PositiveSmallIntegerField(default=0)
    revision = models.ForeignKey(Revision, on_delete=models.RESTRICT, null=True, blank=True)
    value = SealedJSONField(default=dict)
    at = models.DateTimeField()

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SESSION,
        internal="id shop session number kind flow step visit revision at",
        content="value",
    )

    class Meta:
        verbose_name = _("entry")
        verbose_name_plural = _("entries")
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["session", "number"], name="one_entry_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.flow}/{self.step}"
