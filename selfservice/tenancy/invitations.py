"""Invitations by e-mail: written, sent, looked up by their secret, and used once."""

from __future__ import annotations

import hashlib
import logging
import secrets
import smtplib
from datetime import timedelta
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


log = logging.getLogger(__name__)


class Letter(NamedTuple):
    invitation: Invitation
    link: str  # what stands in the letter


@transaction.atomic
def invite(shop: Shop, email: str, role: Role, by: User | None = None) -> Letter:
    """The invitation counts from now on; its letter is still to be sent."""
    secret = _secret()
    invitation = Invitation.objects.create(
        shop=shop,
        email=email.strip().lower(),
        role=role,
        digest=_digest(secret),
        invited_by=by,
        expires=now() + VALID,
    )
    audit.record(shop, by, "member.invited", invitation, why=role)
    return Letter(invitation, _link(secret))


@transaction.atomic
def invite_again(invitation: Invitation, by: User | None = None) -> Letter | None:
    """With a new link, because the old one is kept nowhere; None if somebody used that."""
    secret = _secret()
    with within(invitation.shop):
        unused = Invitation.objects.filter(pk=invitation.pk, used=None)
        if not unused.update(digest=_digest(secret), expires=now() + VALID):
            return None
    audit.record(invitation.shop, by, "member.invited_again", invitation, why=invitation.role)
    return Letter(invitation, _link(secret))


def send(letter: Letter) -> str:
    """Why the letter did not leave, in a sentence for whoever invited; empty when it did.

    Call it outside transactions: a mail server takes its time.
    """
    try:
        _send(letter.invitation, letter.link)
    except OSError as error:  # every failure of smtplib is one, too
        log.warning("Invitation %s did not leave: %s", letter.invitation.pk, type(error).__name__)
        return _trouble(error)
    return ""


def not_sent(trouble: str, link: str) -> str:
    """For whoever invited, and nobody else: the link lets its bearer in."""
    return _(
        "The invitation is kept, but its letter did not leave: %(trouble)s Pass the link on "
        "yourself, it is good once and for seven days: %(link)s – or choose “Send again” in the "
        "list of invitations once mail works."
    ) % {"trouble": trouble, "link": link}


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


def _trouble(error: OSError) -> str:
    if isinstance(error, smtplib.SMTPAuthenticationError):
        return _("The mail server refuses our name or password.")
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        return _("The mail server refuses this address.")
    if isinstance(error, smtplib.SMTPResponseException):
        return _("The mail server refuses the message.")
    return _("The mail server cannot be reached.")


def _secret() -> str:
    return secrets.token_urlsafe(32)


def _link(secret: str) -> str:
    return settings.PUBLIC_URL + reverse("join", args=[secret])


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()
