"""Form fields in the admin theme's clothes, and texts in every language of a flow."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from unfold.widgets import (
    UnfoldAdminSelectWidget,
    UnfoldAdminTextareaWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanSwitchWidget,
)

from flows.builder.words import language_words

LONGEST = 5000


def line(label: Any, initial: str = "", limit: int = 200, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        initial=initial,
        required=False,
        max_length=limit,
        help_text=help_text,
        widget=UnfoldAdminTextInputWidget(),
    )


def picked(
    label: Any, choices: Sequence[Any], initial: Any = "", required: bool = False
) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=choices,
        initial=initial,
        required=required,
        widget=UnfoldAdminSelectWidget(),
    )


def switched(label: Any, initial: bool, help_text: Any = "") -> forms.BooleanField:
    return forms.BooleanField(
        label=label,
        initial=initial,
        required=False,
        help_text=help_text,
        widget=UnfoldBooleanSwitchWidget(),
    )


class PartForm(forms.Form):
    """A part of a step; `groups` are its texts, each a row of fields side by side."""

    def __init__(self, languages: Sequence[str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = tuple(languages)
        self._groups: dict[str, tuple[Any, Mapping[str, str]]] = {}

    def add_text(self, name: str, label: Any, text: Mapping[str, str], rows: int = 1) -> None:
        """One field a language; the languages need not be complete to be saved."""
        self._groups[name] = (label, text)
        for language in self.languages:
            widget = UnfoldAdminTextareaWidget if rows > 1 else UnfoldAdminTextInputWidget
            attrs = {"lang": language, "aria-label": f"{label}, {language_words(language)}"}
            self.fields[f"{name}-{language}"] = forms.CharField(
                label=language_words(language),
                initial=text.get(language, ""),
                required=False,
                max_length=LONGEST,
                widget=widget(attrs=attrs | ({"rows": rows} if rows > 1 else {})),
            )

    def text(self, name: str) -> dict[str, str]:
        """What was written, and what was there in languages that the flow does not speak now."""
        kept = self._groups[name][1]
        written = {each: self.cleaned_data[f"{name}-{each}"] for each in self.languages}
        return {language: text for language, text in {**kept, **written}.items() if text}

    @property
    def groups(self) -> dict[str, tuple[Any, list[forms.BoundField]]]:
        return {
            name: (label, [self[f"{name}-{language}"] for language in self.languages])
            for name, (label, _text) in self._groups.items()
        }
