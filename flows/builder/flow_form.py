"""The form of what concerns a whole flow: its name, its languages and the way to a person."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminCheckboxSelectMultipleWidget

from flows.builder.bench import Bench
from flows.builder.inputs import PartForm, picked
from flows.builder.words import language_words
from flows.engine.document import Document
from flows.engine.edits import add_language, remove_language, set_person, set_start


class FlowForm(PartForm):
    """Texts of a language that is taken out are gone from the draft; undo brings them back."""

    def __init__(self, bench: Bench, offered: tuple[str, ...] = (), data: Any = None) -> None:
        super().__init__(bench.languages, data=data)
        document = bench.document
        self.add_text("title", _("Title shoppers see"), document.title)
        self.fields["start"] = picked(_("Starts at"), bench.steps, document.start, required=True)
        self.fields["person"] = picked(
            _("The way to a person leads to"), bench.steps, document.person, required=True
        )
        codes = dict.fromkeys((*document.languages, *offered))
        self.fields["languages"] = forms.MultipleChoiceField(
            label=_("Languages"),
            choices=[(code, language_words(code)) for code in codes],
            initial=list(document.languages),
            widget=UnfoldAdminCheckboxSelectMultipleWidget(),
        )

    def applied_to(self, document: Document) -> Document:
        data = self.cleaned_data
        for code in data["languages"]:
            document = add_language(document, code)
        for code in document.languages:
            if code not in data["languages"]:
                document = remove_language(document, code)
        document = set_person(set_start(document, data["start"]), data["person"])
        kept = {each: text for each, text in self.text("title").items() if text}
        return document.model_copy(update={"title": kept})
