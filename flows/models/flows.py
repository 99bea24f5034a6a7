"""Flows, and the revisions of their documents."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.tenancy.owned import ShopOwned


class Flow(ShopOwned):
    """One decision tree about one topic. `live` is what shoppers get; the newest is the draft."""

    key = models.SlugField(_("key"), max_length=60)
    title = models.CharField(_("title"), max_length=120)
    home = models.BooleanField(
        _("home"), default=False, help_text=_("Where a session starts when no flow is named.")
    )
    live = models.ForeignKey(
        "flows.Revision", on_delete=models.RESTRICT, null=True, blank=True, related_name="+"
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
