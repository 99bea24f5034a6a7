"""What each role may do in a shop: one literal table that every page and call asks."""

from __future__ import annotations

from enum import StrEnum

from django.contrib.auth.models import AnonymousUser

from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import within


class Action(StrEnum):
    VIEW_FLOWS = "view_flows"
    EDIT_FLOWS = "edit_flows"
    PUBLISH = "publish"
    VIEW_SESSIONS = "view_sessions"
    VIEW_CONTACT_DATA = "view_contact_data"
    WORK_TICKETS = "work_tickets"
    VIEW_DELIVERIES = "view_deliveries"
    APPROVE_DELIVERIES = "approve_deliveries"
    WORK_SHEETS = "work_sheets"
    VIEW_CONNECTIONS = "view_connections"
    MANAGE_CONNECTIONS = "manage_connections"
    VIEW_PHRASES = "view_phrases"
    EDIT_PHRASES = "edit_phrases"
    EXPORT_DATA = "export_data"
    ERASE_DATA = "erase_data"
    VIEW_MEMBERS = "view_members"
    MANAGE_MEMBERS = "manage_members"
    VIEW_SHOP = "view_shop"
    EDIT_SHOP = "edit_shop"
    VIEW_AUDIT = "view_audit"


_OWNER, _DESIGNER, _AGENT, _AUDITOR = Role.OWNER, Role.DESIGNER, Role.AGENT, Role.AUDITOR

TABLE: dict[Action, frozenset[Role]] = {
    Action.VIEW_FLOWS: frozenset({_OWNER, _DESIGNER, _AGENT, _AUDITOR}),
    Action.EDIT_FLOWS: frozenset({_OWNER, _DESIGNER}),
    Action.PUBLISH: frozenset({_OWNER, _DESIGNER}),
    Action.VIEW_SESSIONS: frozenset({_OWNER, _AGENT}),
    Action.VIEW_CONTACT_DATA: frozenset({_OWNER, _AGENT}),
    Action.WORK_TICKETS: frozenset({_OWNER, _AGENT}),
    Action.VIEW_DELIVERIES: frozenset({_OWNER, _AGENT}),
    Action.APPROVE_DELIVERIES: frozenset({_OWNER, _AGENT}),
    Action.WORK_SHEETS: frozenset({_OWNER, _AGENT}),
    Action.VIEW_CONNECTIONS: frozenset({_OWNER, _DESIGNER}),
    Action.MANAGE_CONNECTIONS: frozenset({_OWNER}),
    Action.VIEW_PHRASES: frozenset({_OWNER, _DESIGNER}),
    Action.EDIT_PHRASES: frozenset({_OWNER, _DESIGNER}),
    Action.EXPORT_DATA: frozenset({_OWNER}),
    Action.ERASE_DATA: frozenset({_OWNER}),
    Action.VIEW_MEMBERS: frozenset({_OWNER, _AUDITOR}),
    Action.MANAGE_MEMBERS: frozenset({_OWNER}),
    Action.VIEW_SHOP: frozenset({_OWNER, _DESIGNER, _AGENT, _AUDITOR}),
    Action.EDIT_SHOP: frozenset({_OWNER}),
    Action.VIEW_AUDIT: frozenset({_OWNER, _AUDITOR}),
}


def allows(role: Role | None, action: str) -> bool:
    """An action that is not in the table raises ValueError: a misspelt one must not just say no."""
    return role in TABLE[Action(action)]


def role_of(user: User | AnonymousUser, shop: Shop) -> Role | None:
    """The role held in the shop. A superuser works in every shop as its owner does."""
    if not isinstance(user, User) or not user.is_active:
        return None
    if user.is_superuser:
        return Role.OWNER
    with within(shop):
        held = Member.objects.filter(user=user).values_list("role", flat=True).first()
    return None if held is None else Role(held)


def may(user: User | AnonymousUser, shop: Shop, action: str) -> bool:
    return allows(role_of(user, shop), action)
