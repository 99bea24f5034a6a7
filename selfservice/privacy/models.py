"""The audit trail and the budgets that slow strangers down."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models
from django.utils.translation import gettext_lazy as _

from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.tenancy.owned import ShopManager, ShopOwned, ShopQuerySet


class AppendOnly(Exception):
    """Audit events are written once: nobody changes one, or removes one from the middle."""


class AuditQuerySet(ShopQuerySet):
    def _refuse(self, *_args: Any, **_kwargs: Any) -> NoReturn:
        raise AppendOnly("Audit events are neither changed nor removed.")

    update = bulk_update = delete = _refuse

    def drop_beginning(self, number: int) -> int:
        """For `audit.shorten` alone, which has written down where the chain goes on from."""
        removed, _by_model = models.QuerySet.delete(self.filter(number__lte=number))
        return removed


class AuditEvent(ShopOwned):
    """Who did what, when and why, to which object; never the values. Written by `audit.record`.

    `actor` is a user's id and no foreign key, so that the event outlives the account it names.
    """

    number = models.PositiveBigIntegerField(_("number"))
    actor = models.BigIntegerField(_("who"), null=True)  # none: the service itself
    action = models.CharField(_("action"), max_length=60)
    kind = models.CharField(_("kind"), max_length=60, blank=True)
    object = models.CharField(_("object"), max_length=60, blank=True)
    why = models.CharField(_("why"), max_length=300, blank=True)
    at = models.DateTimeField(_("at"))
    previous = models.CharField(max_length=64, blank=True)
    digest = models.CharField(max_length=64)

    objects = ShopManager.from_queryset(AuditQuerySet)()  # type: ignore[misc]

    privacy = Declaration(
        purpose=Purpose.SECURITY,
        keep=Keep.EVIDENCE,
        since="at",  # the oldest go, the chain stays: see `audit.shorten`
        internal="id shop number actor action kind object at previous digest",
        content="why",
    )

    class Meta:
        verbose_name = _("audit event")
        verbose_name_plural = _("audit events")
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["shop", "number"], name="one_audit_event_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.number} {self.action}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnly("Audit events are not changed.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnly("Audit events are not removed.")


class Budget(models.Model):
    """How often something was tried in a window. Only a keyed digest says by whom or on what."""

    key = models.CharField(max_length=64, primary_key=True)
    since = models.DateTimeField()
    spent = models.PositiveIntegerField(default=0)

    privacy = Declaration(
        purpose=Purpose.SECURITY, keep=Keep.MOMENT, since="since", internal="key since spent"
    )

    class Meta:
        verbose_name = _("budget")
        verbose_name_plural = _("budgets")

    def __str__(self) -> str:
        return f"{self.key[:8]} {self.spent}"
