"""The admin's page about prepared answers; tickets have pages of their own."""

from __future__ import annotations

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminTextareaWidget

from integrations.desk.macros import LABELS
from integrations.desk.models import Macro
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin, ShopForm
from selfservice.tenancy.text_fields import TextsField

LONGEST = 4_000


class MacroForm(ShopForm):
    texts = TextsField(UnfoldAdminTextareaWidget, LONGEST, label=gettext_lazy("Text"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "texts" in self.fields:
            told = ", ".join(f"{{{path}}} ({label})" for path, label in LABELS.items())
            self.fields["texts"].help_text = _("What is known is filled in for: %(facts)s") % {
                "facts": told
            }

    def clean_texts(self) -> dict[str, str]:
        texts: dict[str, str] = self.cleaned_data["texts"]
        if not texts:
            raise ValidationError(_("Write the answer in at least one language."))
        return texts


@admin.register(Macro)
class MacroAdmin(ShopAdmin):
    form = MacroForm
    actions_needed: ClassVar[dict[str, Action]] = dict.fromkeys(
        ("view", "add", "change", "delete"), Action.WORK_TICKETS
    )
    list_display = ("name", "position")
    fields = ("name", "position", "texts")
