"""Who collects what, and why: the shop's own notice, or one that is true without any setting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from selfservice.tenancy.models import Shop


@dataclass(frozen=True, slots=True)
class Part:
    title: str
    paragraphs: tuple[str, ...]


def notice_of(shop: Shop, language: str) -> tuple[Part, ...]:
    """`shop.privacy_notice` is text by language, and stands before what always holds."""
    own = _own(shop.privacy_notice, language)
    return (*own, _who(shop), _what(), _why(), _how_long(), _device(), _rights(shop))


def _own(notice: Mapping[str, Any], language: str) -> tuple[Part, ...]:
    text = str(notice.get(language) or notice.get("text") or "").strip()
    paragraphs = tuple(part.strip() for part in text.split("\n\n") if part.strip())
    return (Part(_("From the shop"), paragraphs),) if paragraphs else ()


def _who(shop: Shop) -> Part:
    sentence = _("%(shop)s decides what happens with the data you give here.") % {"shop": shop.name}
    contact = (_("Write to %(email)s.") % {"email": shop.contact_email},)
    return Part(_("Who is responsible"), (sentence, *(contact if shop.contact_email else ())))


def _what() -> Part:
    return Part(
        _("What is collected"),
        (
            _(
                "What you choose, type and send in this help window, the order that you look up, "
                "what was done for you, the time of it, your language, and the page of the shop on "
                "which you asked. Nothing is collected before you answer for the first time."
            ),
            _(
                "Photos are kept without the place and time they were taken. A question in your "
                "own words is compared with the shop's examples by a program on this server, "
                "which finds the topic. Nothing else is decided by it."
            ),
        ),
    )


def _why() -> Part:
    return Part(
        _("Why"),
        (
            _(
                "To answer you and to carry out what you ask for: this is needed for the contract "
                "on your order, or for steps you ask for before one. A record of what was agreed "
                "is kept as evidence, which is the shop's legitimate interest and, for "
                "withdrawals and complaints, its legal duty."
            ),
            _("Your order's details are opened only after you prove that the order is yours."),
        ),
    )


def _how_long() -> Part:
    return Part(
        _("How long"),
        (
            _(
                "This conversation ends 24 hours after you last used it and is then erased on the "
                "schedule the shop has set. A one-time code is good for ten minutes. Records of "
                "actions that were carried out are kept as long as the law requires for orders."
            ),
            _(
                "A request that a person works on is kept for two years after it is closed, its "
                "photos for 90 days. The shop may keep a question as an example for its topics, "
                "without addresses, numbers or anything else that tells whose it was."
            ),
        ),
    )


def _device() -> Part:
    return Part(
        _("On your device"),
        (
            _(
                "No cookie is set and nobody else is asked anything. Once you answer, this tab "
                "remembers a key to your conversation until you close it."
            ),
        ),
    )


def _rights(shop: Shop) -> Part:
    address = shop.contact_email or _("the shop's contact address")
    return Part(
        _("Your rights"),
        (
            _(
                "You can ask for a copy of your data, have it corrected or erased, limit or object "
                "to its use, and complain to your data protection authority. Write to %(address)s."
            )
            % {"address": address},
            _(
                "What is held about this conversation you can see, download and erase yourself: "
                "press “My data” at the foot of the help window."
            ),
        ),
    )
