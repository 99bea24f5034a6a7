"""The form in which an owner edits the shop, without ever seeing how it is stored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import (
    UnfoldAdminCheckboxSelectMultipleWidget,
    UnfoldAdminColorInputWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
)

from selfservice.tenancy.countries import choices
from selfservice.tenancy.line_fields import DatesField, FactsField, HoursField, OriginsField
from selfservice.tenancy.models import ACCENT, Shop
from selfservice.tenancy.text_fields import TextsField

if TYPE_CHECKING:
    _Form = forms.ModelForm[Shop]
else:
    _Form = forms.ModelForm

POLICY = ("return_days", "refund_days", "return_address")
FIELDSETS: Any = [
    (None, {"fields": ["name", "contact_email", "country", "currency", "time_zone"]}),
    (gettext_lazy("Languages"), {"fields": ["languages", "default_language"]}),
    (gettext_lazy("Where the bubble may appear"), {"fields": ["origins"]}),
    (gettext_lazy("When people answer"), {"fields": ["opening_hours", "holidays"]}),
    (gettext_lazy("Policy"), {"fields": [*POLICY, "facts"]}),
    (gettext_lazy("Look of the bubble"), {"fields": ["accent", "side", "launcher"]}),
    (gettext_lazy("Privacy notice"), {"fields": ["privacy_notice"]}),
]


def _zones() -> list[tuple[str, str]]:
    return [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone]


class ShopSettingsForm(_Form):
    country = forms.ChoiceField(
        label=gettext_lazy("Country"), choices=choices, widget=UnfoldAdminSelectWidget
    )
    currency = forms.RegexField(
        r"^[A-Z]{3}$",
        label=gettext_lazy("Currency"),
        help_text=gettext_lazy("Three capitals, such as EUR."),
        widget=UnfoldAdminTextInputWidget,
    )
    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"), choices=_zones, widget=UnfoldAdminSelectWidget
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages"),
        choices=settings.LANGUAGES,
        widget=UnfoldAdminCheckboxSelectMultipleWidget,
        help_text=gettext_lazy("Every published flow must be complete in each of them."),
    )
    default_language = forms.ChoiceField(
        label=gettext_lazy("Default language"),
        choices=settings.LANGUAGES,
        widget=UnfoldAdminSelectWidget,
    )
    origins = OriginsField(
        label=gettext_lazy("Addresses of the shop's pages"),
        help_text=gettext_lazy("One a line, such as https://www.example.com"),
    )
    opening_hours = HoursField(
        label=gettext_lazy("Opening hours"),
        help_text=gettext_lazy("One day a line: Mon 9:00-12:00, 13:00-17:00"),
    )
    holidays = DatesField(
        label=gettext_lazy("Holidays"), help_text=gettext_lazy("One date a line: 24.12.2026")
    )
    return_days = forms.IntegerField(
        label=gettext_lazy("Days to return goods"),
        min_value=14,
        max_value=1000,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=gettext_lazy("The law gives shoppers at least 14. Empty means 14."),
    )
    refund_days = forms.IntegerField(
        label=gettext_lazy("Days until you give the money back"),
        min_value=1,
        max_value=14,
        required=False,
        widget=UnfoldAdminIntegerFieldWidget,
        help_text=gettext_lazy("The law allows at most 14. Empty means 14."),
    )
    return_address = forms.CharField(
        label=gettext_lazy("Address for returned goods"),
        max_length=200,
        required=False,
        widget=UnfoldAdminTextInputWidget,
        help_text=gettext_lazy(
            "In one line. Empty means that shoppers are told to look into your terms."
        ),
    )
    facts = FactsField(
        label=gettext_lazy("Other facts for your flows"),
        help_text=gettext_lazy("One a line, such as return_fee: 99"),
    )
    accent = forms.CharField(
        label=gettext_lazy("Colour"),
        required=False,
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}$", gettext_lazy("Choose a colour."))],
        widget=UnfoldAdminColorInputWidget,
    )
    side = forms.ChoiceField(
        label=gettext_lazy("Corner"),
        choices=[
            ("right", gettext_lazy("Bottom right")),
            ("left", gettext_lazy("Bottom left")),
        ],
        required=False,
        widget=UnfoldAdminSelectWidget,
    )
    launcher = TextsField(UnfoldAdminTextInputWidget, 40, label=gettext_lazy("Words on the button"))
    privacy_notice = TextsField(
        UnfoldAdminTextareaWidget,
        5000,
        label=gettext_lazy("Your own words"),
        help_text=gettext_lazy("Shown above what the help page says by itself."),
    )

    class Meta:
        model = Shop
        fields = [
            *("name", "contact_email", "country", "currency", "time_zone", "languages"),
            *("default_language", "origins", "opening_hours", "holidays", "privacy_notice"),
        ]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        policy, look = dict(self.instance.policy or {}), dict(self.instance.look or {})
        self.initial.update({name: policy.pop(name, None) for name in POLICY})
        self.initial["facts"] = policy
        self.initial.update({"accent": ACCENT, **look})

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("default_language") not in values.get("languages", []):
            self.add_error("default_language", _("Tick this language above, or choose another."))
        return values

    def save(self, commit: bool = True) -> Shop:
        values = self.cleaned_data
        own = {name: values[name] for name in POLICY if values[name]}
        self.instance.policy = {**values["facts"], **own}
        self.instance.look = {
            **self.instance.look,
            **{name: values[name] for name in ("accent", "side", "launcher")},
        }
        return super().save(commit)
