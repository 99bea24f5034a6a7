"""Shop, the people who work for shops, and what each of them may do there."""

from __future__ import annotations

import secrets
import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedTextField
from selfservice.tenancy.owned import ShopOwned

ACCENT = "#2f5bea"  # what the bubble and its page have until the owner chooses


def new_shop_key() -> str:
    return secrets.token_hex(6)


class UserManager(BaseUserManager["User"]):
    """Makes users, who sign in with their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> User:
        user = self.model(email=self.normalize_email(email).lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> User:
        return self.create_user(email, password, is_staff=True, is_superuser=True, **extra)

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractUser):
    """A person who signs in: a member of shops, or a superuser who runs the installation."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    generation = models.PositiveIntegerField(
        default=0, editable=False
    )  # one more ends all sessions
    left = models.DateTimeField(null=True, editable=False)  # since when they work for no shop

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[misc,assignment]

    privacy = Declaration(
        purpose=Purpose.ACCOUNT,
        keep=Keep.ACCOUNT,
        since="left",
        internal="id password last_login is_superuser is_staff is_active date_joined "
        "generation left groups user_permissions",
        identity="first_name last_name",
        contact="email",
    )

    def __str__(self) -> str:
        return self.get_full_name() or self.email

    def _get_session_auth_hash(self, secret: Any = None) -> str:
        """Django ends every session whose hash is not this one."""
        value = f"{self.password}.{self.generation}"
        return salted_hmac("tenancy.session", value, secret=secret, algorithm="sha256").hexdigest()


class Shop(models.Model):
    """One e-shop: the tenant."""

    key = models.CharField(
        max_length=40,
        unique=True,
        default=new_shop_key,
        help_text=_("Stands in the addresses of the help page and in the snippet."),
    )
    name = models.CharField(_("name"), max_length=100)
    country = models.CharField(_("country"), max_length=2, default="CZ")
    currency = models.CharField(_("currency"), max_length=3, default="CZK")
    time_zone = models.CharField(_("time zone"), max_length=50, default="Europe/Prague")
    languages = models.JSONField(_("languages"), default=list)
    default_language = models.CharField(_("default language"), max_length=10, default="en")
    contact_email = models.EmailField(_("contact e-mail"), blank=True)
    origins = models.JSONField(
        _("addresses of the shop's pages"),
        default=list,
        blank=True,
        help_text=_("Where the bubble may appear, such as https://www.example.com"),
    )
    opening_hours = models.JSONField(_("opening hours"), default=dict, blank=True)
    holidays = models.JSONField(_("holidays"), default=list, blank=True)
    policy = models.JSONField(_("policy"), default=dict, blank=True)
    look = models.JSONField(_("look of the bubble"), default=dict, blank=True)
    privacy_notice = models.JSONField(_("privacy notice"), default=dict, blank=True)
    # Which of its secrets the shop signs its customers' identities with, see tenancy.identity.
    identity_round = models.PositiveSmallIntegerField(default=0, db_default=0, editable=False)
    created = models.DateTimeField(auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.ACCOUNT,
        keep=Keep.SHOP,
        internal="id key name country currency time_zone languages default_language origins "
        "opening_hours holidays policy look privacy_notice identity_round created",
        contact="contact_email",
    )

    class Meta:
        verbose_name = _("shop")
        verbose_name_plural = _("shops")

    def __str__(self) -> str:
        return self.name


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    DESIGNER = "designer", _("Designer")
    AGENT = "agent", _("Agent")
    AUDITOR = "auditor", _("Auditor")


class Member(ShopOwned):
    """A user's role in a shop."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    joined = models.DateTimeField(auto_now_add=True)

    privacy = Declaration(
        purpose=Purpose.ACCOUNT, keep=Keep.ACCOUNT, internal="id shop user role joined"
    )

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        constraints = [
            models.UniqueConstraint(fields=["shop", "user"], name="one_membership_per_shop")
        ]

    def __str__(self) -> str:
        return f"{self.user} ({self.get_role_display()})"


class Invitation(ShopOwned):
    """A letter that makes its reader a member, once. Only the digest of its secret is kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = SealedTextField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=Role.choices)
    digest = models.CharField(max_length=64, unique=True)
    invited_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    created = models.DateTimeField(_("sent"), auto_now_add=True)
    expires = models.DateTimeField(_("valid until"))
    used = models.DateTimeField(_("accepted"), null=True)

    privacy = Declaration(
        purpose=Purpose.ACCOUNT,
        keep=Keep.MOMENT,
        since="expires",
        internal="id shop role digest invited_by created expires used",
        contact="email",
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created"]

    def __str__(self) -> str:
        return str(self.email)
