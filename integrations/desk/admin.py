"""The admin's plain pages about tickets: the list, and one case with what was said."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from integrations.desk.models import Message, Ticket
from selfservice.tenancy.shop_admin import ShopAdmin, ShopTabularInline


class MessageInline(ShopTabularInline):
    model = Message
    actions_needed = {"view": "work_tickets"}
    fields = ("at", "author", "body")
    readonly_fields = fields
    ordering = ("at",)
    extra = 0


@admin.register(Ticket)
class TicketAdmin(ShopAdmin):
    actions_needed = {"view": "work_tickets", "change": "work_tickets"}
    list_display = ("number", "subject", "status", "assignee", "created", "updated")
    list_filter = ("status",)
    list_select_related = ("assignee",)
    ordering = ("-created",)
    fields = ("number", "subject", "status", "assignee", "contact", "known", "said", "created")
    readonly_fields = ("number", "subject", "contact", "known", "said", "created")
    inlines = (MessageInline,)

    @admin.display(description=_("what is known"))
    def known(self, ticket: Ticket) -> str:
        return "\n".join(_lines(ticket.case.get("facts", {})))

    @admin.display(description=_("what was said"))
    def said(self, ticket: Ticket) -> str:
        lines = ticket.case.get("transcript", [])
        return "\n".join(f"{line.get('question')} — {line.get('answer')}" for line in lines)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _lines(facts: Any, prefix: str = "") -> list[str]:
    if not isinstance(facts, dict):
        return [f"{prefix}: {facts}"]
    return [
        line
        for name, value in facts.items()
        if value not in (None, "")
        for line in _lines(value, f"{prefix}.{name}" if prefix else str(name))
    ]
