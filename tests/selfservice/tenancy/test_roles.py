"""The role table, cell by cell."""

from __future__ import annotations

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.roles import TABLE, Action, allows, may
from selfservice.tenancy.scope import within

MAY: dict[Role, set[str]] = {
    Role.OWNER: {*Action},
    Role.DESIGNER: {
        *("view_flows", "edit_flows", "publish", "view_connections", "view_phrases"),
        *("edit_phrases", "view_shop"),
    },
    Role.AGENT: {
        *("view_flows", "view_sessions", "view_contact_data", "work_tickets"),
        *("view_deliveries", "approve_deliveries", "work_sheets", "view_shop"),
    },
    Role.AUDITOR: {"view_flows", "view_members", "view_shop", "view_audit"},
}


def test_every_action_is_in_the_table() -> None:
    assert set(TABLE) == set(Action)


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("action", Action)
def test_a_role_may_do_exactly_its_own_actions(role: Role, action: Action) -> None:
    assert allows(role, action) is (action in MAY[role])


def test_a_misspelt_action_is_an_error() -> None:
    with pytest.raises(ValueError, match="edit_flow"):
        allows(Role.OWNER, "edit_flow")


@pytest.mark.parametrize("action", Action)
def test_nobody_may_do_anything_in_another_shop(
    stranger: User, owner: User, shop: Shop, other_shop: Shop, action: Action
) -> None:
    assert not may(stranger, shop, action)
    assert not may(owner, other_shop, action)
    assert not may(AnonymousUser(), shop, action)


def test_a_user_who_was_switched_off_may_do_nothing(owner: User, shop: Shop) -> None:
    owner.is_active = False
    assert not may(owner, shop, Action.VIEW_SHOP)


def test_a_superuser_works_in_every_shop_as_its_owner(shop: Shop) -> None:
    root = User.objects.create_superuser("root@example.com", "a long enough password")
    assert all(may(root, shop, action) for action in Action)


def test_a_change_of_role_counts_at_once(agent: User, shop: Shop) -> None:
    assert not may(agent, shop, Action.VIEW_AUDIT)
    with within(shop):
        Member.objects.filter(user=agent).update(role=Role.AUDITOR)
    assert may(agent, shop, Action.VIEW_AUDIT)
    assert not may(agent, shop, Action.VIEW_CONTACT_DATA)


def test_every_action_is_asked_for_somewhere() -> None:
    """A right that opens nothing says more than it does."""
    folders = ("selfservice", "flows", "integrations", "classifier")
    sources = (path for each in folders for path in (settings.BASE_DIR / each).rglob("*.py"))
    asking = " ".join(path.read_text() for path in sources if path.name != "roles.py")
    assert [each for each in Action if f"Action.{each.name}" not in asking] == []
