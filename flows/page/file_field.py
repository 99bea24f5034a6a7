"""A form's file field: what is kept already, by name, and room for more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.functional import cached_property

from flows.view import FieldView
from selfservice.files.reading import Described, described

NEW = "-new"  # after a field's name: the files just chosen, beside the ids of the kept ones


class KeptFiles(forms.Widget):
    """Its value is the list of the kept files' ids. It is drawn by `help_page/photos.html`."""

    needs_multipart_form = True
    input_type = "file"

    def value_from_datadict(self, data: Any, _files: Any, name: str) -> list[str]:
        return [str(each) for each in data.getlist(name)]


class PhotosField(forms.Field):
    widget = KeptFiles

    def __init__(self, shown: FieldView, session: UUID | None) -> None:
        super().__init__(required=False)
        self.accept, self.most = shown.accept, int(shown.max or 0)
        self.session = session

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> ShownPhotos:
        return ShownPhotos(form, self, field_name)


class ShownPhotos(forms.BoundField):
    """Only this session's files are named, whatever ids were posted."""

    field: PhotosField

    @property
    def new_name(self) -> str:
        return self.html_name + NEW

    @cached_property
    def kept(self) -> Sequence[Described | Mapping[str, Any]]:
        given = self.value() or []
        ids = [each for each in given if isinstance(each, str)]
        return described(ids, self.field.session) if ids and self.field.session else given

    @property
    def is_full(self) -> bool:
        return bool(self.field.most) and len(self.kept) >= self.field.most
