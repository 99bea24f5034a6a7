"""A form field for one text in each of the installation's languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.conf import settings


class TextsWidget(forms.MultiWidget):
    """One box a language, each with its label."""

    template_name = "admin/texts_widget.html"

    def __init__(self, box: type[forms.Widget], attrs: dict[str, Any] | None = None) -> None:
        self.codes = [code for code, _name in settings.LANGUAGES]
        boxes: dict[str, forms.Widget | type[forms.Widget]] = {
            code: box({"lang": code, "rows": 3, **(attrs or {})}) for code in self.codes
        }
        super().__init__(boxes)

    def decompress(self, value: Any) -> list[str]:
        texts = value if isinstance(value, Mapping) else {}
        return [str(texts.get(code, "")) for code in self.codes]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        context["boxes"] = [
            {"label": label, "widget": box}
            for (_code, label), box in zip(settings.LANGUAGES, boxes, strict=True)
        ]
        return context


class TextsField(forms.MultiValueField):
    """`{"en": "...", "cs": "..."}`, without the languages that were left empty."""

    def __init__(self, box: type[forms.Widget], max_length: int, **kwargs: Any) -> None:
        self.codes = [code for code, _name in settings.LANGUAGES]
        parts = [forms.CharField(required=False, max_length=max_length) for _code in self.codes]
        super().__init__(
            parts, widget=TextsWidget(box), required=False, require_all_fields=False, **kwargs
        )

    def compress(self, data_list: list[str]) -> dict[str, str]:
        pairs = zip(self.codes, data_list or [], strict=False)
        return {code: text for code, text in pairs if text}
