"""The admin of questions: shown to read, and to learn from."""

from __future__ import annotations

from typing import ClassVar

from django.contrib import admin
from django.urls import URLPattern, path

from classifier.admin import question_pages, taking_pages
from classifier.models import Question
from selfservice.tenancy.roles import Action
from selfservice.tenancy.shop_admin import ShopAdmin


@admin.register(Question)
class QuestionAdmin(ShopAdmin):
    """No page of one question: what is typed is shown masked, in the list alone."""

    actions_needed: ClassVar[dict[str, Action]] = {"list": Action.VIEW_PHRASES}
    actions = None

    def get_urls(self) -> list[URLPattern]:
        pages = [
            ("", question_pages.questions, "changelist"),
            ("take/", taking_pages.take, "take"),
            ("aside/", taking_pages.set_aside, "set_aside"),
        ]
        own = [
            path(route, self.admin_site.admin_view(view), name=f"classifier_question_{name}")
            for route, view, name in pages
        ]
        return [*own, *super().get_urls()]
