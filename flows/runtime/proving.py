"""One-time codes: sent to the order's own address, tried a few times, never stored."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.engine.document import LookUp
from flows.engine.entries import EntryKind
from flows.models import Challenge
from flows.passage import Passage
from flows.runtime.errors import Invalid, TooMany
from integrations import outbox
from selfservice import clock
from selfservice.privacy.budgets import give_all_back, give_back, spend
from selfservice.privacy.mailboxes import mailbox_key

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # 32 characters, none mistaken for another
LENGTH = 8
LASTS = timedelta(minutes=10)
TRIES = 5
CODES_A_DAY = 5  # to one mailbox, that one network asks for: a stranger leaves the owner theirs
CODES_TO_A_MAILBOX = 15
PAUSE = timedelta(seconds=60)
DAY = timedelta(days=1)


def send_first_code(passage: Passage) -> None:
    """Sends a code unless one is waiting. A spent budget is told by the step that asks for it."""
    if not waiting(passage):
        with suppress(TooMany):
            send_another(passage)


def waiting(passage: Passage) -> bool:
    """Whether a code that was sent is still good."""
    return _latest(passage) is not None


def send_another(passage: Passage) -> None:
    """Raises TooMany within a minute of the last one, or when a mailbox has its day's codes."""
    pause = _pause(passage)
    if not spend("code-pause", pause, 1, PAUSE):
        raise TooMany(gettext_lazy("You have just asked for a code. Wait a minute, please."), 60)
    spent = _spend_code(passage)
    if not spent and not _is_held(passage):
        give_back("code-pause", pause)
        raise TooMany(gettext_lazy("We have sent several codes today. A person can help."), 86_400)
    _send(passage, mailed=spent and bool(_address(passage)))


def _spend_code(passage: Passage) -> bool:
    of_network, of_mailbox = _budgets(passage)
    if not spend(*of_network, CODES_A_DAY, DAY):
        return False
    if spend(*of_mailbox, CODES_TO_A_MAILBOX, DAY):
        return True
    give_back(*of_network)
    return False


def _budgets(passage: Passage) -> tuple[tuple[str, str], tuple[str, str]]:
    """By name and subject, the mailbox's codes that this network asked for and all of them."""
    mailbox = _mailbox(passage)
    return ("codes of a network", f"{mailbox} {passage.network}"), ("codes", mailbox)


def _is_held(passage: Passage) -> bool:
    """Whether nobody may learn if there is such an order: then all looks as if a code was sent."""
    return isinstance(passage.position.step, LookUp)


def _send(passage: Passage, mailed: bool) -> None:
    code = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    session = passage.session
    challenge = Challenge(
        shop=session.shop,
        session=session,
        about=passage.position.subject,
        expires=clock.now() + LASTS,
    )
    challenge.digest = _digest(challenge, code)
    with transaction.atomic():
        challenge.save()
        _put(passage, challenge, code, mailed)


def _put(passage: Passage, challenge: Challenge, code: str, mailed: bool) -> None:
    """Takes as long for a mail that is not to be sent."""
    with transaction.atomic():
        outbox.put(passage.session.shop, _mail(passage, challenge, code))
        if not mailed:
            transaction.set_rollback(True)


def try_code(passage: Passage, given: str) -> None:
    """Adds the proof, or what the failure leads to; raises Invalid while tries are left."""
    challenge = _latest(passage)
    if challenge is None:
        raise Invalid({"code": _("This code has expired. Ask for another one.")})
    spent = Challenge.objects.filter(pk=challenge.pk, tries__lt=TRIES).update(tries=F("tries") + 1)
    right = hmac.compare_digest(challenge.digest, _digest(challenge, _normal(given)))
    if spent and right:
        Challenge.objects.filter(pk=challenge.pk).update(expires=clock.now())
        give_back("code-pause", _pause(passage))  # its mailbox is open: none is flooded
        give_all_back(_budgets(passage))
        _add_proof(passage, "proven")
        passage.session.proven_at = clock.now()
    elif challenge.tries + 1 < TRIES:
        raise Invalid({"code": _("That is not the code we sent. Check it and try again.")})
    else:
        _add_proof(passage, "not_proven")


def _pause(passage: Passage) -> str:
    return f"{passage.session.pk} {passage.position.subject}"


def _mailbox(passage: Passage) -> str:
    address = _address(passage)
    named = mailbox_key(address) if address else passage.position.subject
    return f"{passage.session.shop_id} {named}"


def _add_proof(passage: Passage, outcome: str) -> None:
    """Who reads the mail of a record that was held has proven its mailbox as well."""
    about = passage.position.subject
    passage.add(EntryKind.PROOF, passage.position.key, {"about": about, "outcome": outcome})
    subject = (_record(passage) or {}).get("subject")
    mailbox = f"{about.partition(':')[0]}:{subject}"
    if outcome == "proven" and subject and mailbox != about:
        passage.add(EntryKind.PROOF, passage.position.key, {"about": mailbox, "outcome": outcome})


def _latest(passage: Passage) -> Challenge | None:
    good = Challenge.objects.filter(
        session=passage.session, about=passage.position.subject, expires__gt=clock.now()
    )
    return good.order_by("-created").first()


def _digest(challenge: Challenge, code: str) -> str:
    text = f"{challenge.pk}|{challenge.about}|{code}"
    typed = text.encode("utf-8", "replace")  # apps may send lone surrogates
    return hmac.new(settings.SECRET_KEY.encode(), typed, hashlib.sha256).hexdigest()


def _normal(given: str) -> str:
    """As people type codes: lower case, spaces and dashes do not matter."""
    return "".join(given.upper().replace("-", "").split())


def _address(passage: Passage) -> str:
    """The e-mail of the looked-up record that the proof is about; none where none was found."""
    return str((_record(passage) or {}).get("personal", {}).get("email") or "")


def _record(passage: Passage) -> Mapping[str, Any] | None:
    """What the entries alone hold of it."""
    _kind, _colon, about = passage.position.subject.partition(":")
    known = (
        entry.value
        for entry in reversed(passage.entries)
        if entry.kind is EntryKind.LOOKUP
        and about in {entry.value.get("subject"), entry.value.get("held")}
    )
    return next(known, None)


def _mail(passage: Passage, challenge: Challenge, code: str) -> outbox.Request:
    """Addressed by the shop's record alone: nothing that the shopper typed is in it."""
    shop = passage.session.shop
    with translation.override(passage.session.language):
        subject = _("Your code for %(shop)s") % {"shop": " ".join(shop.name.split())}
        body = _(
            "Your code is %(code)s\n\nType it into the help window of %(shop)s. It is good for "
            "ten minutes.\n\nIf you did not ask for it, you need not do anything."
        ) % {"code": f"{code[:4]} {code[4:]}", "shop": shop.name}
    return outbox.Request(
        session=passage.session.pk,
        flow="",
        step="",
        visit=1,
        effect=f"code-{challenge.pk.hex[:12]}",
        kind="send_email",
        arguments={"to": _address(passage), "subject": subject, "body": body},
        worthless=challenge.expires,
    )
