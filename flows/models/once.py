"""What is good once in a session: an answered request, a code that proves, a link that moves it."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from flows.models.sessions import Session
from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField
from selfservice.tenancy.owned import ShopOwned


class Submission(ShopOwned):
    """A POST that carried an idempotency key, and the answer it was given.

    The one that starts a session has none yet while it is in flight; `body` is what a repetition
    needs until there is an answer.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(
        Session, on_delete=models.CASCADE, null=True, related_name="submissions"
    )
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
            models.UniqueConstraint(fields=["session", "key"], name="one_answer_per_key"),
            models.UniqueConstraint(
                fields=["shop", "key"],
                condition=models.Q(session=None),
                name="one_start_under_way_per_key",
            ),
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


class ResumeLink(ShopOwned):
    """A secret that brings a session to another device, once; only its digest is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="links")
    digest = models.CharField(max_length=64, unique=True)
    expires = models.DateTimeField()
    used = models.DateTimeField(null=True, blank=True)
    created = models.DateTimeField(auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.SECURITY,
        keep=Keep.MOMENT,
        since="expires",
        internal="id shop session digest expires used created",
    )

    class Meta:
        verbose_name = _("resume link")
        verbose_name_plural = _("resume links")

    def __str__(self) -> str:
        return str(self.id)
