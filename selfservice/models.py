"""What the installation knows about itself: which of its parts were alive when."""

from __future__ import annotations

from django.db import models

from selfservice.privacy.declaration import Declaration, Keep, Purpose


class Heartbeat(models.Model):
    """The last moment a part of the installation wrote to the database."""

    part = models.CharField(max_length=40, primary_key=True)
    at = models.DateTimeField()

    privacy = Declaration(purpose=Purpose.SERVICE, keep=Keep.MOMENT, since="at", internal="part at")

    def __str__(self) -> str:
        return self.part
