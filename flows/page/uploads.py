"""Keeps the files of a form before anything else in it is judged, so that no mistake loses them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import ngettext

from flows import runtime
from flows.page.asked import Asked
from flows.page.file_field import NEW
from flows.page.forms import PREFIX
from flows.passage import Passage
from flows.present import view_of
from flows.view import FieldView
from selfservice.files.naming import name_to_show


@dataclass
class Kept:
    """`asked` with the ids of what was kept in it; what was refused, by field."""

    asked: Asked
    refused: dict[str, list[str]] = field(default_factory=dict)
    worst: runtime.NotTaken | None = None

    @property
    def only(self) -> bool:
        """Whether the form stays open: only files were added or dropped, or one was refused."""
        verb, dropped = self.asked.text("do"), self.asked.text("drop")
        return bool(self.refused or dropped or verb == "keep")


def keep(passage: Passage, asked: Asked) -> Kept:
    """Takes each file by itself: one that cannot be taken does not cost the others."""
    kept = Kept(_without(asked, asked.text("drop")))
    if asked.files:
        for each in view_of(passage).fields:
            if each.type == "file":
                _keep_of_field(kept, passage, each)
    return kept


def _without(asked: Asked, dropped: str) -> Asked:
    """The shopper took a kept file out again: its id goes, the file is forgotten with age."""
    posted = asked.posted.copy()
    if not dropped:
        return replace(asked, posted=posted)
    for name, ids in list(posted.lists()):
        if name.startswith(f"{PREFIX}-") and dropped in ids:
            posted.setlist(name, [each for each in ids if each != dropped])
    return replace(asked, posted=posted)


def _keep_of_field(kept: Kept, passage: Passage, shown: FieldView) -> None:
    name = f"{PREFIX}-{shown.name}"
    uploads = kept.asked.files.getlist(name + NEW)
    room = int(shown.max or len(uploads)) - len(kept.asked.posted.getlist(name))
    for upload in uploads[: max(room, 0)]:
        _keep_one(kept, passage, shown.name, upload)
    if over := uploads[max(room, 0) :]:
        kept.refused.setdefault(shown.name, []).append(_no_room(over, int(shown.max or 0)))


def _keep_one(kept: Kept, passage: Passage, name: str, upload: UploadedFile[Any]) -> None:
    try:
        file = runtime.keep_file(passage, upload, kept.asked.address, name)
    except (runtime.Invalid, runtime.TooMany) as refused:
        sentence = getattr(refused, "errors", {}).get(name) or refused.sentence
        kept.refused.setdefault(name, []).append(f"{name_to_show(upload.name or '')}: {sentence}")
        kept.worst = refused
    else:
        field_name, posted = f"{PREFIX}-{name}", kept.asked.posted
        if file.id not in posted.getlist(field_name):
            posted.appendlist(field_name, file.id)


def _no_room(over: Iterable[UploadedFile[Any]], most: int) -> str:
    names = ", ".join(name_to_show(upload.name or "") for upload in over)
    sentence = ngettext(
        "Only %(most)s file fits here, so this was not added: %(names)s.",
        "Only %(most)s files fit here, so this was not added: %(names)s.",
        most,
    )
    return sentence % {"most": most, "names": names}
