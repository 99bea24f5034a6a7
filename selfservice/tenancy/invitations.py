"""Invitations by e-mail: sent, looked up by their secret, and used once."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta
from functools import partial
from typing import NamedTuple

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from selfservice.clock import now
from selfservice.privacy import audit
from selfservice.tenancy.members import join
from selfservice.tenancy.models import Invitation, Member, Role, Shop, User
from selfservice.tenancy.scope import across_shops, within

VALID = timedelta(days=7)


class Sent(NamedTuple):
    invitation: Invitation
    link: str  # what stands in the letter


@transaction.atomic
def invite(shop: Shop, email: str, role: Role, by: User | None = None) -> Sent:
    """Sends the letter once the transaction holds."""
    secret = secrets.token_urlsafe(32)
    invitation = Invitation.objects.create(
        shop=shop,
        email=email.strip().lower(),
        role=role,
        digest=_digest(secret),
        invited_by=by,
        expires=now() + VALID,
    )
    audit.record(shop, by, "member.invited", invitation, why=role)
    link = settings.PUBLIC_URL + reverse("join", args=[secret])
    transaction.on_commit(partial(_send, invitation, link))
    return Sent(invitation, link)


def find(secret: str) -> Invitation | None:
    """The invitation that can still be used."""
    with across_shops():
        return (
            Invitation.objects.filter(digest=_digest(secret), used=None, expires__gt=now())
            .select_related("shop")
            .first()
        )


@transaction.atomic
def accept(invitation: Invitation, user: User) -> Member | None:
    """Makes the user a member; None if somebody used the invitation a moment before."""
    with within(invitation.shop):
        unused = Invitation.objects.filter(pk=invitation.pk, used=None, expires__gt=now())
        if not unused.update(used=now()):
            return None
    return join(invitation.shop, user, Role(invitation.role))


def _send(invitation: Invitation, link: str) -> None:
    """In the shop's language: the reader may have no account, and so no language, yet."""
    shop, values = invitation.shop, {"invitation": invitation, "link": link}
    with translation.override(shop.default_language):
        text = render_to_string("registration/invitation.txt", values)
        subject = _("Invitation to %(shop)s") % {"shop": " ".join(shop.name.split())}
    send_mail(subject, text, None, [invitation.email])


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
