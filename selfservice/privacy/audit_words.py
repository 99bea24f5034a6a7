"""Tells events of the audit in words: who, what was done, to what, and why."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from selfservice.privacy.audit import SHORTENED
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Role, User
from selfservice.tenancy.shop_form import ShopSettingsForm

SENTENCES: dict[str, str | Promise] = {
    SHORTENED: gettext_lazy("Old events were removed from the audit."),
    "delivery.approve": gettext_lazy("A waiting action was approved."),
    "delivery.done_by_hand": gettext_lazy("An action was marked as done by hand."),
    "delivery.reject": gettext_lazy("A waiting action was refused."),
    "delivery.try_again": gettext_lazy("A stuck action was started again."),
    "file.read": gettext_lazy("A shopper’s file was opened."),
    "flow.published": gettext_lazy("A flow was published."),
    "flow.unpublished": gettext_lazy("A flow was taken off the help page."),
    "member.changed": gettext_lazy("A person’s role was changed."),
    "member.invited": gettext_lazy("Somebody was invited."),
    "member.invited_again": gettext_lazy("An invitation was sent again."),
    "member.joined": gettext_lazy("Somebody accepted an invitation."),
    "member.removed": gettext_lazy("A person was removed from the shop."),
    "order.read": gettext_lazy("An order was looked at."),
    "phrases.added": gettext_lazy("Phrases were added."),
    "phrases.removed": gettext_lazy("Phrases were removed."),
    "phrases.taken": gettext_lazy("Questions were taken as phrases."),
    "session.erased": gettext_lazy("A shopper’s data was erased."),
    "session.read": gettext_lazy("A shopper’s conversation was read."),
    "sheets.downloaded": gettext_lazy("Rows of a spreadsheet were downloaded."),
    "sheets.ended": gettext_lazy("A new file of a spreadsheet was started."),
    "sheets.read": gettext_lazy("The rows of a spreadsheet were read."),
    "sheets.row_removed": gettext_lazy("A row of a spreadsheet was removed."),
    "shop.changed": gettext_lazy("The shop’s facts were changed."),
    "shop.identity_renewed": gettext_lazy("A new secret for signed-in customers was made."),
    "shop.identity_stopped": gettext_lazy("Signed identities were switched off."),
    "shop.started": gettext_lazy("The shop was started."),
    "ticket.answered": gettext_lazy("The shopper wrote into a ticket."),
    "ticket.assigned": gettext_lazy("A ticket was assigned."),
    "ticket.cancel_order": gettext_lazy("A cancellation was asked for from a ticket."),
    "ticket.closed": gettext_lazy("A ticket was closed."),
    "ticket.erased": gettext_lazy("What a ticket held about a shopper was erased."),
    "ticket.noted": gettext_lazy("A note was written into a ticket."),
    "ticket.opened": gettext_lazy("A ticket was opened."),
    "ticket.read": gettext_lazy("A ticket was read."),
    "ticket.refund": gettext_lazy("A refund was asked for from a ticket."),
    "ticket.reopened": gettext_lazy("A ticket was opened again."),
    "ticket.replied": gettext_lazy("A ticket was answered."),
}
# What the admin's plain forms do to a row of any kind.
_VERBS: dict[str, str | Promise] = {
    "added": gettext_lazy("Added: %(kind)s"),
    "changed": gettext_lazy("Changed: %(kind)s"),
    "removed": gettext_lazy("Removed: %(kind)s"),
}
# The field that names a row to whoever may read the audit: never what a shopper said.
_NAMES = {
    "desk.macro": "name",
    "desk.ticket": "number",
    "flows.flow": "title",
    "integrations.connection": "name",
}
_NOT_FOR_READING = {SHORTENED, "ticket.cancel_order", "ticket.refund"}  # their reason is an id


@dataclass(frozen=True, slots=True)
class Told:
    event: AuditEvent
    who: str
    what: str
    about: str
    why: str


def tell(events: Iterable[AuditEvent]) -> list[Told]:
    """In one statement for the people, and one for each kind of thing that has a name."""
    lines = list(events)
    people = User.objects.in_bulk({id_ for each in lines for id_ in _people_in(each)})
    names = _names_of(lines)
    return [
        Told(
            event=each,
            who=_who(each.actor, people),
            what=what_words(each.action),
            about=names.get((each.kind, each.object), ""),
            why=_why(each, people),
        )
        for each in lines
    ]


def what_words(action: str) -> str:
    """An action that this version does not know stays as it was written."""
    if action in SENTENCES:
        return str(SENTENCES[action])
    kind, _dot, verb = action.rpartition(".")
    model = _models_by_name().get(kind)
    if model is None or verb not in _VERBS:
        return action
    return str(_VERBS[verb]) % {"kind": model._meta.verbose_name}


def kind_words(kind: str) -> str:
    """A kind's name, or its label where no such model is left."""
    model = _models_by_label().get(kind)
    return str(model._meta.verbose_name).capitalize() if model else kind


def _who(actor: int | None, people: Mapping[int, User]) -> str:
    if actor is None:
        return _("The service")
    return str(people[actor]) if actor in people else _("A removed account (%s)") % actor


def _why(event: AuditEvent, people: Mapping[int, User]) -> str:
    if event.action in _NOT_FOR_READING:
        return ""
    if event.action == "ticket.assigned":
        return _who(int(event.why), people) if event.why.isdecimal() else _("Nobody")
    if event.action == "shop.changed":
        fields = ShopSettingsForm.base_fields
        names = (each.strip() for each in event.why.split(","))
        return ", ".join(str(fields[each].label) if each in fields else each for each in names)
    if event.action.startswith("member.") and event.why in Role.values:
        return str(Role(event.why).label)
    return event.why


def _people_in(event: AuditEvent) -> set[int]:
    assigned = event.action == "ticket.assigned" and event.why.isdecimal()
    return {each for each in (event.actor, int(event.why) if assigned else None) if each}


def _names_of(events: Iterable[AuditEvent]) -> dict[tuple[str, str], str]:
    wanted: dict[str, set[str]] = {}
    for each in events:
        if each.kind in _NAMES and each.object:
            wanted.setdefault(each.kind, set()).add(each.object)
    found: dict[tuple[str, str], str] = {}
    for kind, keys in wanted.items():
        field = _NAMES[kind]
        rows: Any = _models_by_label()[kind]._default_manager.filter(pk__in=keys)
        for pk, name in rows.values_list("pk", field):
            found[kind, str(pk)] = f"#{name}" if field == "number" else name
    return found


def _models_by_label() -> dict[str, type[models.Model]]:
    return {each._meta.label_lower: each for each in apps.get_models()}


def _models_by_name() -> dict[str, type[models.Model]]:
    """Nearly unique: of two models that share a name, our own comes last."""
    return {str(each._meta.model_name): each for each in apps.get_models()}
