"""Resume links: they bring a conversation to another device, each of them once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.models import ResumeLink, Session
from flows.passage import let_proofs_lapse, load
from flows.runtime.errors import ExpiredLink, Stale, TooMany, UnknownLink
from flows.runtime.recording import record
from flows.runtime.starting import AT_MOST, digest_of
from integrations import outbox
from integrations.unproven import may_mail
from selfservice import clock
from selfservice.privacy.budgets import spend
from selfservice.tenancy.scope import across_shops, within

LASTS = timedelta(hours=72)
A_DAY = 5  # of one conversation
DAY = timedelta(days=1)
OCTETS = 16
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Link:
    url: str  # the only secret that is ever in an address
    expires: datetime


def make_link(session: Session) -> Link:
    """Raises TooMany after five in a day."""
    _count(session)
    return _made(session)


def mail_link(session: Session, email: str) -> datetime:
    """When the link that is sent expires. Raises TooMany after five in a day.

    A mailbox that got too many of our mails today gets no other one; who typed its address is
    told nothing of that, because it may be a stranger's.
    """
    _count(session)
    with transaction.atomic():
        if may_mail(session.shop, email):
            outbox.put(session.shop, _mail(session, _made(session), email))
    return clock.now() + LASTS


def find_link(secret: str) -> ResumeLink:
    """As it is, used or not, with its session and shop. Raises UnknownLink."""
    with across_shops():
        rows = ResumeLink.objects.select_related("session__shop")
        link = rows.filter(digest=digest_of(secret)).first()
    if link is None:
        raise UnknownLink(_gone())
    return link


def check_link(link: ResumeLink) -> None:
    """Raises UnknownLink if it was used, and ExpiredLink."""
    now = clock.now()
    if link.used is not None:
        raise UnknownLink(_gone())
    if link.expires <= now or now - link.session.started > AT_MOST:
        raise ExpiredLink(_("This link was good for three days, and they are over."))


def redeem(link: ResumeLink) -> str:
    """The token for the device that comes with the link; the one before it is good no more, nor
    is any link that was made with it.

    What was proven has to be proven again. Raises as `check_link` does, whoever was faster.
    """
    check_link(link)
    for _round in range(ROUNDS):
        try:
            return _moved(link)
        except Stale:  # an action's result came in between
            continue
    raise Stale(_("This conversation keeps moving. Try again in a moment."))


def _moved(link: ResumeLink) -> str:
    token = secrets.token_urlsafe(32)
    with within(link.session.shop), transaction.atomic():
        session = Session.objects.select_related("shop").filter(pk=link.session_id).first()
        if session is None:
            raise UnknownLink(_gone())
        passage = load(session)
        let_proofs_lapse(passage)
        record(passage)  # first, so that links of one session take turns
        unused = ResumeLink.objects.filter(session=session, used=None)
        if not unused.filter(pk=link.pk).update(used=clock.now()):
            raise UnknownLink(_gone())
        unused.update(used=clock.now())  # whoever made the others cannot follow
        Session.objects.filter(pk=session.pk).update(token=digest_of(token), former=session.token)
    return token


def _count(session: Session) -> None:
    if not spend("resume links", str(session.pk), A_DAY, DAY):
        sentence = gettext_lazy("Five links were made today. Use the newest one, please.")
        raise TooMany(sentence, int(DAY.total_seconds()))


def _made(session: Session) -> Link:
    secret, expires = secrets.token_urlsafe(OCTETS), clock.now() + LASTS
    ResumeLink.objects.create(
        shop=session.shop, session=session, digest=digest_of(secret), expires=expires
    )
    return Link(f"{settings.PUBLIC_URL}/help/r/{secret}/", expires)


def _mail(session: Session, link: Link, email: str) -> outbox.Request:
    """Nothing that the shopper typed is in it: the address may be a stranger's."""
    shop = " ".join(session.shop.name.split())
    with translation.override(session.language):
        subject = _("Your conversation with %(shop)s") % {"shop": shop}
        body = _(
            "Go on where you left off, on any device:\n%(link)s\n\nThe link works once, and for "
            "three days. Who opens it goes on with the conversation, so do not pass it on.\n\n"
            "If you did not ask for it, you need not do anything."
        ) % {"link": link.url}
    return outbox.Request(
        session=session.pk,
        flow="",
        step="",
        visit=1,
        effect=f"link-{secrets.token_hex(6)}",
        kind="send_email",
        arguments={"to": email, "subject": subject, "body": body},
    )


def _gone() -> str:
    return _("This link has been used, or was never made.")
