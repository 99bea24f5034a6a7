"""A small shop's own system: the vendor that demos and tests connect to, and its ledger."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedJSONField, SealedTextField
from selfservice.tenancy.owned import ShopOwned


class Fault(models.TextChoices):
    """What goes wrong with changes of an order, to show and test every way on."""

    NONE = "", _("Nothing")
    REFUSES = "refuses", _("Refused by the shop's system")
    FAILS = "fails", _("Nothing happens; may be tried again")
    BUSY = "busy", _("Asks to come back later")
    SILENT_AFTER = "silent_after", _("Takes effect, then no answer")
    SILENT_BEFORE = "silent_before", _("No effect and no answer")
    UNAUTHORISED = "unauthorised", _("The key is wrong")
    BROKEN = "broken", _("A defect in the connector")
    SLOW = "slow", _("Answers slowly")


class DemoOrder(ShopOwned):
    """An order as the vendor keeps it; amounts in minor units, as vendors do."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.CharField(_("number"), max_length=20)
    status = models.CharField(_("status"), max_length=20)
    customer = SealedJSONField(_("customer"), default=dict)  # name, email, phone
    address = SealedJSONField(_("address"), default=dict)
    currency = models.CharField(max_length=3)
    captured = models.PositiveIntegerField(_("paid"), default=0)
    refunded = models.PositiveIntegerField(_("refunded"), default=0)
    placed_on = models.DateField(_("placed"))
    shipped_on = models.DateField(_("shipped"), null=True, blank=True)
    delivered_on = models.DateField(_("delivered"), null=True, blank=True)
    expected_on = models.DateField(_("expected"), null=True, blank=True)
    carrier = models.CharField(_("carrier"), max_length=40, blank=True)
    tracking_url = models.URLField(_("tracking"), blank=True)
    fault = models.CharField(_("fault"), max_length=20, choices=Fault.choices, blank=True)
    fault_left = models.PositiveIntegerField(
        _("times left"), null=True, blank=True, help_text=_("Empty means always.")
    )

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SHOP,
        internal="id shop fault fault_left",
        contact="customer address",
        order="number status currency placed_on shipped_on delivered_on expected_on carrier "
        "tracking_url",
        financial="captured refunded",
    )

    class Meta:
        verbose_name = _("demo order")
        verbose_name_plural = _("demo orders")
        constraints = [
            models.UniqueConstraint(fields=["shop", "number"], name="one_demo_order_per_number"),
            models.CheckConstraint(
                condition=models.Q(refunded__lte=models.F("captured")),
                name="demo_refunds_within_payment",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class DemoLine(ShopOwned):
    order = models.ForeignKey(DemoOrder, on_delete=models.CASCADE, related_name="lines")
    sku = models.CharField(max_length=40)
    name = models.CharField(_("name"), max_length=100)
    quantity = models.PositiveIntegerField(_("quantity"), default=1)
    price = models.PositiveIntegerField(_("price of one"))

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SHOP,
        internal="id shop",
        order="order sku name quantity price",
    )

    def __str__(self) -> str:
        return self.name


class DemoProduct(ShopOwned):
    """Something on the shelf. No stock and no day means sold out for good, or not known."""

    code = models.CharField(_("code"), max_length=40)
    names = models.JSONField(_("name"), default=dict)  # by language
    price = models.PositiveIntegerField(_("price of one"))
    currency = models.CharField(max_length=3)
    stock = models.PositiveIntegerField(_("pieces in stock"), default=0)
    expected_on = models.DateField(_("back in stock"), null=True, blank=True)
    path = models.CharField(max_length=100)  # of its page in the shop

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SHOP,
        internal="id shop code names price currency stock expected_on path",
    )

    class Meta:
        verbose_name = _("demo product")
        verbose_name_plural = _("demo products")
        constraints = [
            models.UniqueConstraint(fields=["shop", "code"], name="one_demo_product_per_code"),
        ]

    def __str__(self) -> str:
        return self.code


class DemoEffect(ShopOwned):
    """The vendor's ledger: one row for every change that really happened.

    `guard` is the key again where the vendor keeps keys apart, and empty where it does not care.
    """

    order = models.ForeignKey(DemoOrder, on_delete=models.CASCADE, related_name="effects")
    verb = models.CharField(max_length=40)
    key = models.CharField(max_length=64, db_index=True)
    guard = models.CharField(max_length=64, null=True, unique=True)
    reference = models.CharField(max_length=40)
    amount = models.PositiveIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.MONEY,
        keep=Keep.SHOP,
        internal="id shop verb key guard reference at",
        order="order",
        financial="amount",
    )

    def __str__(self) -> str:
        return f"{self.verb} {self.reference}"


class DemoMail(models.Model):
    """A mail that a demo installation would have sent. Belongs to the installation, not a shop."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sender = models.CharField(max_length=200)
    recipients = SealedTextField()
    subject = SealedTextField()
    body = SealedTextField()
    reference = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.MOMENT,
        since="at",
        internal="id sender reference at",
        contact="recipients",
        content="subject body",
    )

    class Meta:
        verbose_name = _("demo mail")
        verbose_name_plural = _("demo mails")

    def __str__(self) -> str:
        return str(self.pk)
