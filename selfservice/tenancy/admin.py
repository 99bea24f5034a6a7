"""The admin's pages about people: a shop's members and invitations, and all accounts."""

from __future__ import annotations

from functools import partial
from typing import Any

from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as DjangoUserAdmin
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponseRedirect
from django.utils import formats, timezone
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.forms import AdminPasswordChangeForm, UserChangeForm, UserCreationForm

from selfservice.tenancy import members
from selfservice.tenancy.invitation_form import InvitationForm
from selfservice.tenancy.invitations import Letter, invite, invite_again, not_sent, send
from selfservice.tenancy.models import Invitation, Member, Role, Shop, User
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin, ShopForm, ShopTabularInline
from selfservice.tenancy.shop_pages import ShopSettingsAdmin

__all__ = ["ShopAdmin", "ShopForm", "ShopTabularInline"]

admin.site.unregister(Group)  # roles are one literal table, nobody composes permissions
admin.site.register(Shop, ShopSettingsAdmin)


class MemberForm(ShopForm):
    def clean_role(self) -> str:
        role: str = self.cleaned_data["role"]
        if role != Role.OWNER and self.instance.pk:
            members.leave_an_owner(self.instance)
        return role


@admin.register(Member)
class MemberAdmin(ShopAdmin):
    """Joining is by invitation, so there is nothing to add here."""

    actions_needed = {
        "view": Action.VIEW_MEMBERS,
        "change": Action.MANAGE_MEMBERS,
        "delete": Action.MANAGE_MEMBERS,
    }
    form = MemberForm
    fields = ("person", "email", "role", "since")
    readonly_fields = ("person", "email", "since")
    list_display = ("person", "email", "role", "since")
    list_filter = ("role",)
    list_select_related = ("user",)
    actions = None

    @admin.display(description=pgettext_lazy("of a person", "name"))
    def person(self, member: Member) -> str:
        return member.user.get_full_name() or "-"

    @admin.display(description=_("e-mail address"))
    def email(self, member: Member) -> str:
        return member.user.email

    @admin.display(description=_("joined"), ordering="joined")
    def since(self, member: Member) -> str:
        """In words, because the theme shows a method's datetime as it is stored."""
        return formats.date_format(timezone.localtime(member.joined), "SHORT_DATETIME_FORMAT")

    def save_model(self, request: HttpRequest, obj: Member, form: Any, change: bool) -> None:
        if "role" in form.changed_data:
            members.change_role(obj, Role(obj.role), by=_person(request))

    def delete_model(self, request: HttpRequest, obj: Member) -> None:
        members.remove(obj, by=_person(request))

    def delete_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """The last owner's refusal comes back as a sentence on the member's own page."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:
            self.message_user(request, error.messages[0], level="ERROR")
            return HttpResponseRedirect("../change/")


@admin.register(Invitation)
class InvitationAdmin(ShopAdmin):
    actions_needed = {
        "view": Action.MANAGE_MEMBERS,
        "add": Action.MANAGE_MEMBERS,
        "delete": Action.MANAGE_MEMBERS,
    }
    form = InvitationForm
    fields = ("email", "role")
    list_display = ("email", "role", "created", "expires", "used")
    actions = ("send_again",)

    def save_model(self, request: HttpRequest, obj: Invitation, form: Any, change: bool) -> None:
        letter = invite(obj.shop, obj.email, Role(obj.role), by=_person(request))
        obj.pk, obj.digest = letter.invitation.pk, letter.invitation.digest
        transaction.on_commit(partial(self._send, request, letter))

    @admin.action(description=_("Send again"), permissions=["add"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[Invitation]) -> None:
        for invitation in queryset.select_related("shop"):
            letter = invite_again(invitation, by=_person(request))
            who = {"person": invitation.email}
            if letter is None:
                said = gettext("%(person)s has accepted the invitation already.")
                self.message_user(request, said % who, messages.WARNING)
            elif self._send(request, letter):
                said = gettext("%(person)s gets a new link; the one before is good no more.")
                self.message_user(request, said % who, messages.SUCCESS)

    def _send(self, request: HttpRequest, letter: Letter) -> bool:
        trouble = send(letter)
        if trouble:
            self.message_user(request, not_sent(trouble, letter.link), messages.WARNING)
        return not trouble


class _SuperusersOnly:
    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.is_superuser

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.is_superuser

    has_add_permission = has_change_permission = has_delete_permission = has_view_permission


@admin.register(User)
class UserAdmin(_SuperusersOnly, DjangoUserAdmin, ModelAdmin):  # type: ignore[type-arg,misc]
    """Accounts of the whole installation, for superusers alone."""

    form = UserChangeForm
    add_form = UserCreationForm
    change_password_form = AdminPasswordChangeForm
    ordering = ("email",)
    list_display = ("email", "first_name", "last_name", "is_superuser", "is_active", "last_login")
    list_filter = ("is_superuser", "is_active")
    search_fields = ("email", "first_name", "last_name")
    filter_horizontal = ()
    readonly_fields = ("last_login", "date_joined")
    fieldsets = (
        (None, {"fields": ("email", "password")}),
        (_("Person"), {"fields": ("first_name", "last_name")}),
        (_("Rights"), {"fields": ("is_active", "is_staff", "is_superuser")}),
        (_("Dates"), {"fields": ("last_login", "date_joined")}),
    )
    add_fieldsets = ((None, {"fields": ("email", "password1", "password2")}),)


def _person(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise TypeError("The admin lets nobody in who has not signed in.")
    return request.user
