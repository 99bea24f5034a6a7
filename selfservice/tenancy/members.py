"""Who works for a shop: joining, changing role and leaving, each one transaction."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from selfservice.privacy import audit
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import across_shops, within


@transaction.atomic
def join(shop: Shop, user: User, role: Role) -> Member:
    """Makes the user a member; who already is one keeps the role they have."""
    with within(shop):
        member, new = Member.objects.get_or_create(user=user, shop=shop, defaults={"role": role})
    User.objects.filter(pk=user.pk).update(is_staff=True)
    user.is_staff = True
    if new:
        audit.record(shop, user, "member.joined", member, why=role)
    return member


@transaction.atomic
def change_role(member: Member, role: Role, by: User) -> None:
    with within(member.shop):
        if role != Role.OWNER:
            leave_an_owner(member)
        Member.objects.filter(pk=member.pk).update(role=role)
    member.role = role
    _end_sessions(member.user)
    audit.record(member.shop, by, "member.changed", member, why=role)


@transaction.atomic
def remove(member: Member, by: User) -> None:
    """Takes the person out of the shop; without any shop left they cannot enter the admin."""
    shop, user = member.shop, member.user
    with within(shop):
        leave_an_owner(member)
        audit.record(shop, by, "member.removed", member)
        member.delete()
    _end_sessions(user)
    with across_shops():
        works = Member.objects.filter(user=user).exists()
    User.objects.filter(pk=user.pk, is_superuser=False).update(is_staff=works)


def leave_an_owner(member: Member) -> None:
    """Raises ValidationError if this member is the last owner."""
    # Writing the shop's row makes two owners who remove each other at once take turns.
    Shop.objects.filter(pk=member.shop_id).update(name=F("name"))
    others = Member.objects.filter(role=Role.OWNER).exclude(pk=member.pk)
    if not others.exists():
        raise ValidationError(_("A shop needs an owner. Make somebody else an owner first."))


def _end_sessions(user: User) -> None:
    User.objects.filter(pk=user.pk).update(generation=F("generation") + 1)
