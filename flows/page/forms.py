"""A form made from a view's fields: it shows them and reads them, the runtime judges them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from flows.page.autocomplete import autocomplete_of
from flows.page.file_field import PhotosField
from flows.page.pieces import PiecesSelect
from flows.view import FieldView, View

PREFIX = "a"
_MANY = 7  # more choices than this are a list to pick from, not a column of buttons
_RATINGS = (
    ("1", gettext_lazy("1, very bad")),
    ("2", gettext_lazy("2, bad")),
    ("3", gettext_lazy("3, fair")),
    ("4", gettext_lazy("4, good")),
    ("5", gettext_lazy("5, very good")),
)


class StepForm(forms.Form):
    """The fields of one step. Nothing is required here: `runtime` answers what is wrong."""

    template_pack = "help_page"

    def values(self) -> dict[str, Any]:
        """What was sent, as typed, by field name."""
        return {
            name: _plain_number(field, self._sent(name, field))
            for name, field in self.fields.items()
        }

    def _sent(self, name: str, field: forms.Field) -> Any:
        return field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))

    def show(self, errors: Mapping[str, Any]) -> None:
        """Ties each sentence to its field, or to the whole form where the field is not here."""
        for name, said in errors.items():
            sentences = said if isinstance(said, list) else [said]
            for sentence in sentences:
                self.add_error(name if name in self.fields else None, str(sentence))


def form_for(view: View, data: QueryDict | None = None, session: UUID | None = None) -> StepForm:
    """Bound when there is data, and then it shows again what was typed and kept."""
    made = {field.name: made for field in view.fields if (made := _field(field, session))}
    form_class = type("StepForm", (StepForm,), made)
    form: StepForm = form_class(data=data, prefix=PREFIX)
    return form


def _field(field: FieldView, session: UUID | None) -> forms.Field | None:
    """None for a type that this page does not know."""
    if field.type not in _WIDGETS and field.type != "file":
        return None
    # The runtime's own checks are the only ones: a second opinion here would say things twice.
    made = PhotosField(field, session) if field.type == "file" else _plain(field)
    made.widget.is_required = field.required
    made.label, made.help_text, made.initial = field.label, field.help, field.value
    return made


def _plain(field: FieldView) -> forms.Field:
    widget = _WIDGETS[field.type](field)
    widget.attrs |= autocomplete_of(field.name, field.type)
    if field.required:
        widget.attrs["aria-required" if _is_group(widget) else "required"] = "true"
    return forms.Field(widget=widget, required=False)


def _is_group(widget: forms.Widget) -> bool:
    return isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)


def _choices(field: FieldView) -> list[tuple[str, str]]:
    return [(choice.id, choice.label) for choice in field.choices]


def _choice(field: FieldView) -> forms.Widget:
    if len(field.choices) <= _MANY:
        return forms.RadioSelect(choices=_choices(field))
    return forms.Select(choices=[("", _("Choose one")), *_choices(field)])


def _typed(**attrs: str) -> Callable[[FieldView], forms.Widget]:
    return lambda _field: forms.TextInput(attrs=attrs)


def _date(field: FieldView) -> forms.Widget:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


_WIDGETS: Mapping[str, Callable[[FieldView], forms.Widget]] = {
    "text": _typed(maxlength="500"),
    "long_text": lambda _field: forms.Textarea(attrs={"rows": "4", "maxlength": "5000"}),
    "email": _typed(
        type="email",
        autocomplete="email",
        inputmode="email",
        autocapitalize="off",
        spellcheck="false",
        maxlength="254",
    ),
    "phone": _typed(type="tel", autocomplete="tel", inputmode="tel", maxlength="30"),
    "order_number": _typed(
        autocomplete="off", autocapitalize="characters", spellcheck="false", maxlength="40"
    ),
    "number": _typed(inputmode="decimal", autocomplete="off", maxlength="20"),
    "date": _date,
    "choice": _choice,
    "several": PiecesSelect,
    "rating": lambda _field: forms.RadioSelect(choices=_RATINGS),
    "consent": lambda _field: forms.CheckboxInput(),
    "code": _typed(
        autocomplete="one-time-code",
        autocapitalize="characters",
        spellcheck="false",
        maxlength="20",
        **{"class": "code"},
    ),
}


def _plain_number(field: forms.Field, value: Any) -> Any:
    """Numbers as Czechs and Spaniards write them: `1 250,50`."""
    if field.widget.attrs.get("inputmode") != "decimal" or not isinstance(value, str):
        return value
    return "".join(value.split()).replace(",", ".")
