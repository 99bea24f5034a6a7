"""Starts a session and finds it again by the token that the shopper holds."""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext_lazy as _

from flows.engine.entries import OUTSIDE, EntryKind
from flows.models import Flow, Revision, Session
from flows.passage import Passage, load, pinned
from flows.runtime.advancing import advance, gather, live_revision, resume
from flows.runtime.errors import ExpiredSession, NotTaken, UnknownFlow, UnknownSession
from flows.runtime.vouching import prove_mailbox, vouched_for
from selfservice import clock
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import across_shops

IDLE = timedelta(hours=24)
AT_MOST = timedelta(days=30)


def start(
    shop: Shop,
    flow: str | None = None,
    language: str = "",
    page: str = "",
    identity: str = "",
    *,
    token: str = "",
) -> tuple[Passage, str]:
    """A new session on the named flow or the home flow, and its token, which is shown once.

    `token` is given where the request may have died before: what it began is gone on with.
    `identity` is signed by the shop's own server. Raises UnknownFlow or Invalid.
    """
    begun = _begun(shop, token) if token else None
    if begun is not None:
        return begun, token
    revision = first_revision(shop, flow)
    email = vouched_for(shop, identity) if identity else ""
    passage = _entered(shop, revision, language, email)
    return _begin(passage, page, email, token or new_token())


def _begun(shop: Shop, token: str) -> Passage | None:
    """One that was written without its first entries shows nothing: it goes."""
    Session.objects.filter(token=digest_of(token), version=0).delete()
    session = session_of(token)
    if session is None:
        return None
    passage = find(token, shop, session)
    resume(passage)
    return passage


def start_on(
    shop: Shop,
    revision: Revision,
    language: str = "",
    page: str = "",
    *,
    preview: bool = False,
    email: str = "",
) -> tuple[Passage, str]:
    """The same on a revision that need not be live, for whoever is known to have `email`."""
    passage = _entered(shop, revision, language, email)
    passage.session.preview = preview
    return _begin(passage, page, email, new_token())


def _begin(passage: Passage, page: str, email: str, token: str) -> tuple[Passage, str]:
    session = passage.session
    session.token = digest_of(token)
    session.page = re.split(r"[?#\x00]", page, maxsplit=1)[0][:300]
    if email:
        prove_mailbox(passage, email)
    session.save(force_insert=True)
    advance(passage)
    return passage, token


def peek(shop: Shop, revision: Revision, language: str = "") -> Passage:
    """What a new session would begin with; nothing is stored."""
    passage = _entered(shop, revision, language)
    gather(passage)
    return passage


def _entered(shop: Shop, revision: Revision, language: str, email: str = "") -> Passage:
    session = Session(shop=shop, language=spoken(shop, language), last_used=clock.now())
    passage = Passage(session, [], {revision.flow.key: pinned(revision.pk)})
    value = {"flow": revision.flow.key, "facts": first_facts(session, email)}
    passage.add(EntryKind.ENTERED, OUTSIDE, value, pins=revision.pk)
    return passage


def first_revision(shop: Shop, flow: str | None) -> Revision:
    """Raises UnknownFlow: not published, or not this shop's."""
    named = flow or Flow.objects.filter(home=True).values_list("key", flat=True).first()
    revision = live_revision(named) if named else None
    if revision is None:
        raise UnknownFlow(_("This help topic is not available now."))
    return revision


def session_of(token: str) -> Session | None:
    """With its shop. Whether it may still be used is for `find` to say."""
    with across_shops():
        try:
            return Session.objects.select_related("shop").get(token=digest_of(token))
        except Session.DoesNotExist:
            return None


def find(token: str, shop: Shop | None = None, read: Session | None = None) -> Passage:
    """The caller enters the scope of `passage.session.shop` before anything else.

    `read` is the token's session, where the caller has just read it. Raises UnknownSession for a
    token that is nobody's or another shop's, alike.
    """
    session = read or session_of(token)
    with across_shops():
        if session is None or (shop is not None and session.shop_id != shop.pk):
            raise _unknown(token, shop)
        now = clock.now()
        if now - session.last_used > IDLE or now - session.started > AT_MOST:
            raise ExpiredSession(_("This conversation has ended. Start a new one, please."))
        return load(session)


def _unknown(token: str, shop: Shop | None) -> NotTaken:
    """The device that a conversation left is told so; it is given nothing of it."""
    moved = Session.objects.filter(former=digest_of(token))
    moved = moved if shop is None else moved.filter(shop=shop)
    if moved.exists():
        return ExpiredSession(_("This conversation goes on on another device."))
    return UnknownSession(
        _("This conversation is not known: it is over or erased. Start a new one, please.")
    )


def first_facts(session: Session, email: str = "") -> dict[str, Any]:
    """`email` is the signed-in customer's, which fills in what would be asked for again."""
    shop = session.shop
    facts: dict[str, Any] = {
        "shop": {"name": shop.name, "email": shop.contact_email},
        "session": {"language": session.language},
    }
    return {**facts, "identity": {"email": email}} if email else facts


def spoken(shop: Shop, language: str) -> str:
    """The wanted language if the shop speaks it, else the shop's own."""
    wanted = language.lower().partition("-")[0]
    return wanted if wanted in shop.languages else shop.default_language


def new_token() -> str:
    return secrets.token_urlsafe(32)


def digest_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
