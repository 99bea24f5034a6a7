"""What shoppers thought of where a flow ended."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from flows.models.sessions import Session
from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedTextField
from selfservice.tenancy.owned import ShopOwned


class Rating(ShopOwned):
    """A shopper's score and comment on where a flow ended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="ratings")
    flow = models.CharField(_("flow"), max_length=60)
    step = models.CharField(_("step"), max_length=60)
    visit = models.PositiveSmallIntegerField(default=1)
    score = models.PositiveSmallIntegerField(_("score"))
    comment = SealedTextField(_("comment"), blank=True, default="")
    at = models.DateTimeField(_("given"))

    privacy = Declaration(
        purpose=Purpose.IMPROVEMENT,
        keep=Keep.SESSION,
        internal="id shop session flow step visit score at",
        content="comment",
    )

    class Meta:
        verbose_name = _("rating")
        verbose_name_plural = _("ratings")
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "flow", "step", "visit"], name="one_rating_per_end"
            ),
            models.CheckConstraint(
                condition=models.Q(score__gte=1, score__lte=5), name="score_from_1_to_5"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.flow} {self.score}"
