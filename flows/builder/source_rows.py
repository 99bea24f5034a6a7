"""Where one value comes from, as a form: a fact, or a text with facts in braces."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from flows.builder.bench import Bench
from flows.builder.inputs import PartForm, picked
from flows.engine.document import Source

WRITTEN, KEPT = "", "kept"


class SourceRow(PartForm):
    """Where a value comes from: a fact, or a text with facts in braces."""

    def __init__(
        self,
        bench: Bench,
        label: str,
        source: Source,
        languages: Sequence[str] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(languages or bench.languages, **kwargs)
        self.part = source
        choices: list[Any] = [(WRITTEN, _("the text written here"))]
        if source.value is not None:
            choices.append((KEPT, _("as set: %s") % source.value))
        choices += bench.fact_choices(source.fact or "")
        initial = KEPT if source.value is not None else source.fact or WRITTEN
        self.fields["source"] = picked(label, choices, initial)
        self.add_text("text", _("Text"), source.text or {})

    def chosen(self) -> dict[str, Any]:
        """Where the value comes from; nothing where nothing was chosen or written."""
        source, text = self.cleaned_data["source"], self.text("text")
        if source == KEPT:
            return {"value": self.part.value}
        if source:
            return {"fact": source}
        return {"text": text} if text else {}
