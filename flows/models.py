"""Flows and their revisions; sessions and their entries."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField
from selfservice.tenancy.owned import ShopOwned


class Flow(ShopOwned):
    """One decision tree about one topic. `live` is what shoppers get; the newest is the draft."""

    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    home = models.BooleanField(
        _("home"), default=False, help_text=_("Where a session starts when no flow is named.")
    )
    live = models.ForeignKey(
        "flows.Revision", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    created = models.DateTimeField(auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE, keep=Keep.SHOP, internal="id shop key title home live created"
    )

    class Meta:
        verbose_name = _("flow")
        verbose_name_plural = _("flows")
        ordering = ["-home", "title"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "key"], name="one_flow_per_key"),
            models.UniqueConstraint(
                fields=["shop"], condition=models.Q(home=True), name="one_home_flow_per_shop"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class Revision(ShopOwned):
    """An immutable numbered document of a flow."""

    flow = models.ForeignKey(Flow, on_delete=models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField(_("number"))
    document = models.JSONField(_("document"))
    # The number that this draft took up again by undo or restore.
    undo_of = models.PositiveIntegerField(null=True, blank=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    change = models.CharField(_("change"), max_length=200, blank=True)  # what the edit did
    note = models.CharField(_("note"), max_length=300, blank=True)  # given on publishing
    created = models.DateTimeField(auto_now_add=True)
    published = models.DateTimeField(_("published"), null=True, blank=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SHOP,
        internal="id shop flow number document undo_of author change note created published",
    )

    class Meta:
        verbose_name = _("revision")
        verbose_name_plural = _("revisions")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["flow", "number"], name="one_revision_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.flow} {self.number}"


class Session(ShopOwned):
    """One shopper's passage. Where it stands follows from its entries."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    token = models.CharField(max_length=64, unique=True)  # SHA-256 of what the shopper holds
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
        internal="id shop token language version outcome proven_at started last_used preview",
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
    revision = models.ForeignKey(Revision, on_delete=models.PROTECT, null=True, blank=True)
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


class Submission(ShopOwned):
    """A POST that carried an idempotency key, and the answer it was given."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="submissions")
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(null=True)  # none while in flight
    body = SealedJSONField(null=True)
    at = models.DateTimeField()

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SESSION,
        internal="id shop session key digest status at",
        content="body",
    )

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        constraints = [
            models.UniqueConstraint(fields=["session", "key"], name="one_answer_per_key")
        ]

    def __str__(self) -> str:
        return self.key


class Challenge(ShopOwned):
    """A one-time code that was sent to prove something; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="challenges")
    about = models.CharField(max_length=120)
    digest = models.CharField(max_length=64)
    tries = models.PositiveSmallIntegerField(default=0)
    expires = models.DateTimeField()
    created = models.DateTimeField(auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.SECURITY,
        keep=Keep.MOMENT,
        since="expires",
        internal="id shop session about digest tries expires created",
    )

    class Meta:
        verbose_name = _("one-time code")
        verbose_name_plural = _("one-time codes")

    def __str__(self) -> str:
        return self.about
