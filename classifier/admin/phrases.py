"""The admin of phrases: its addresses, and the form that changes one."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from classifier import phrases
from classifier.admin import flow_page, phrase_pages
from classifier.admin.flow_page import flow_address
from classifier.admin.names import language_name, languages_of, titles_of
from classifier.models import Phrase, Source
from classifier.training.wanted import want
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin, ShopForm


class PhraseForm(ShopForm):
    text = forms.CharField(
        label=gettext_lazy("Phrase"),
        max_length=phrases.LONGEST,
        help_text=gettext_lazy("A question as a shopper would type it, with nobody's data in it."),
        widget=UnfoldAdminTextInputWidget,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shop, phrase = self.instance.shop, self.instance
        titles = {phrase.label: phrase.label, **titles_of(shop)}
        codes = dict.fromkeys([*languages_of(shop), phrase.language])
        names = {code: language_name(code) for code in codes}
        self.fields["label"] = _choice(gettext_lazy("Flow"), titles)
        self.fields["language"] = _choice(gettext_lazy("Language"), names)

    def clean_text(self) -> str:
        text = phrases.tidied(self.cleaned_data["text"])
        refused = phrases.refusal(text)
        if refused:
            raise forms.ValidationError(refused)
        return text

    def clean(self) -> dict[str, Any] | None:
        asked = {name: self.cleaned_data.get(name) for name in ("label", "language", "text")}
        same = Phrase.objects.filter(**asked).exclude(pk=self.instance.pk)
        if all(asked.values()) and same.exists():
            self.add_error("text", _("This flow has the same phrase already."))
        return super().clean()


def _choice(label: Any, names: dict[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label, choices=list(names.items()), widget=UnfoldAdminSelectWidget
    )


@admin.register(Phrase)
class PhraseAdmin(ShopAdmin):
    """The list is a page of its own, a flow at a time; every change asks for a new model."""

    actions_needed: ClassVar[dict[str, Action]] = {
        "view": Action.VIEW_PHRASES,
        "change": Action.EDIT_PHRASES,
        "delete": Action.EDIT_PHRASES,
    }
    form = PhraseForm
    fields = ("text", "label", "language")
    actions = None

    def get_urls(self) -> list[URLPattern]:
        pages = [
            ("", phrase_pages.overview, "changelist"),
            ("try/", phrase_pages.tried, "try"),
            ("train/", phrase_pages.train, "train"),
            ("state/", phrase_pages.state_line, "state"),
            ("flow/", flow_page.flow_phrases, "flow"),
            ("remove/", flow_page.remove, "remove"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"classifier_phrase_{name}")
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]

    def save_model(self, request: HttpRequest, obj: Phrase, form: Any, change: bool) -> None:
        if "text" in form.changed_data:
            obj.source = Source.OWNER
        super().save_model(request, obj, form, change)
        want(obj.shop)

    def delete_model(self, request: HttpRequest, obj: Phrase) -> None:
        super().delete_model(request, obj)
        want(obj.shop)

    def response_post_save_change(self, request: HttpRequest, obj: Phrase) -> HttpResponseRedirect:
        return redirect(flow_address(obj.label, obj.language))

    def response_delete(self, request: HttpRequest, obj_display: str, obj_id: int) -> HttpResponse:
        self.message_user(request, _("Removed “%(phrase)s”.") % {"phrase": obj_display})
        return redirect("admin:classifier_phrase_changelist")
