"""Tickets of the built-in desk: a case for a person, with what was said and known."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField, SealedTextField
from selfservice.tenancy.owned import ShopOwned


class Status(models.TextChoices):
    NEW = "new", _("New")
    OPEN = "open", _("Open")
    WAITING = "waiting", _("Waiting for the shopper")
    CLOSED = "closed", _("Closed")


class Numbering(ShopOwned):
    """The last ticket number a shop gave out."""

    last = models.PositiveIntegerField(default=0)

    privacy = Declaration(purpose=Purpose.SERVICE, keep=Keep.SHOP, internal="id shop last")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["shop"], name="one_numbering_per_shop")]

    def __str__(self) -> str:
        return str(self.last)


class Ticket(ShopOwned):
    """A case for a person. `case` is frozen: later news come as messages."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.PositiveIntegerField(_("number"))
    status = models.CharField(
        _("status"), max_length=10, choices=Status.choices, default=Status.NEW
    )
    # Searched by the desk, so not sealed: written by the shop's flows, and without addresses.
    subject = models.CharField(_("subject"), max_length=200)
    contact = SealedTextField(_("contact"), blank=True)
    case = SealedJSONField(_("case"), default=dict)
    session = models.UUIDField(_("session"), null=True, db_index=True)
    language = models.CharField(_("language"), max_length=10, blank=True)  # the shopper's
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        verbose_name=_("assigned to"),
    )
    created = models.DateTimeField(_("created"), auto_now_add=True)
    updated = models.DateTimeField(_("updated"), auto_now=True)
    # Since when the shopper waits for us; none while we wait for them, or it is closed.
    waiting_since = models.DateTimeField(_("first waiting since"), null=True, blank=True)
    closed = models.DateTimeField(_("closed"), null=True, blank=True)
    goes_on_in = models.ForeignKey(  # the ticket that took up what came long after this was closed
        "self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.TICKET,
        since="closed",  # an open one is somebody's work, however old
        internal=(
            "id shop number status session language assignee created updated waiting_since closed "
            "goes_on_in"
        ),
        contact="contact",
        content="subject case",
    )

    class Meta:
        verbose_name = _("ticket")
        verbose_name_plural = _("tickets")
        constraints = [
            models.UniqueConstraint(fields=["shop", "number"], name="one_ticket_per_number"),
            models.UniqueConstraint(
                fields=["shop", "session"],
                condition=~models.Q(status="closed"),
                name="one_open_ticket_per_session",
            ),
        ]
        indexes = [models.Index(fields=["shop", "status", "created"], name="ticket_queue")]

    def __str__(self) -> str:
        return f"#{self.number} {self.subject}"


class Author(models.TextChoices):
    SHOPPER = "shopper", _("Shopper")
    AGENT = "agent", _("Agent")
    NOTE = "note", _("Note")
    SYSTEM = "system", _("System")


class Message(ShopOwned):
    """One thing said in a ticket. `key` is that of the delivery that brought it, if one did."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ticket = models.ForeignKey(
        Ticket, on_delete=models.CASCADE, related_name="messages", verbose_name=_("ticket")
    )
    author = models.CharField(_("author"), max_length=10, choices=Author.choices)
    member = models.ForeignKey(  # who of the shop's people wrote it
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True
    )
    body = SealedTextField(_("text"))
    case = SealedJSONField(_("case"), null=True)  # as it stood when later news came
    files = models.JSONField(default=list)  # ids
    key = models.CharField(max_length=64, null=True, unique=True)
    at = models.DateTimeField(_("at"), auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.TICKET,
        internal="id shop ticket author member files key at",
        content="body case",
    )

    class Meta:
        verbose_name = _("message")
        verbose_name_plural = _("messages")

    def __str__(self) -> str:
        return f"{self.author} {self.at}"


class Macro(ShopOwned):
    """A prepared answer: text by language, with placeholders for what the case knows."""

    name = models.CharField(_("name"), max_length=80)
    texts = models.JSONField(_("texts"), default=dict)
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    privacy = Declaration(
        purpose=Purpose.SERVICE, keep=Keep.SHOP, internal="id shop name texts position"
    )

    class Meta:
        verbose_name = _("macro")
        verbose_name_plural = _("macros")
        ordering = ["position", "name"]
        constraints = [models.UniqueConstraint(fields=["shop", "name"], name="one_macro_per_name")]

    def __str__(self) -> str:
        return self.name
