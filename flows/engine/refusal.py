"""How the engine refuses an edit or a file: a code, and what fills its sentence."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from flows.engine.marking import _

SENTENCES: Mapping[str, str] = {
    # Edits of steps
    "no_step": _("There is no step “{step}”. Reload the page and try again."),
    "no_exit": _("Step “{step}” has no exit “{exit}”. Choose one that it has."),
    "no_place": _("Choose where the step should come."),
    "no_kind": _("There is no kind of step called “{kind}”. Choose one of: {kinds}."),
    "unknown_gesture": _("This button is not known. Reload the page and try again."),
    "kind_stays": _("A step's kind cannot be changed: add a step of the other kind instead."),
    "exits_stay": _("A step's exits cannot be changed so: connect its exits instead."),
    "step_taken": _("There is already a step “{step}”. Choose another id."),
    "bad_id": _(
        "“{id}” cannot be an id. Start with a small letter and use small letters, digits, "
        "hyphens and underscores, at most 60."
    ),
    "is_person": _("This step is the way to a person. Choose another for that first."),
    "is_start": _("The flow starts with this step. Choose another start first."),
    "ends_stay": _("The start and the way to a person must stay. Choose others first."),
    "follows_itself": _("A step cannot follow itself. Choose an exit of another step."),
    "invalid": "{faults}",
    # Edits of what steps contain
    "no_options": _("Step “{step}” has no options. Choose another step."),
    "no_fields": _("Step “{step}” has no fields. Choose another step."),
    "no_rules": _("Step “{step}” has no rules. Choose another step."),
    "no_effects": _("Step “{step}” has no actions. Choose another step."),
    "no_item": _("There is no “{item}” in this step. Reload the page."),
    "item_taken": _("There is already “{item}” in this step. Choose another name."),
    "too_many_columns": _("There are {most} columns already. Remove one first."),
    # Edits of words
    "no_text": _("There is no text at “{path}”. Export the texts again."),
    "text_too_long": _("A text is longer than {most} characters. Shorten it."),
    "bad_language": _("“{language}” is no language. Write it like “en” or “pt-br”."),
    "last_language": _("A flow needs a language. Add another one first."),
    "not_spoken": _("This flow is not in “{language}”. Add the language first."),
    # Files
    "too_large": _("The file is larger than 2 MB."),
    "not_utf8": _("The file is not UTF-8 text. Save it as UTF-8."),
    "not_json": _(
        "The file is not JSON: line {line}, column {column}. Choose one that was exported here."
    ),
    "too_deep": _("The file is nested more than {most} levels deep."),
    "no_object": _("The file does not contain a flow: it must be a JSON object."),
    "no_flow": _("This file holds no flow. Choose one that was exported here."),
    "too_many_steps": _("The flow has more than {most} steps. Split it first."),
    "no_phrases": _(
        "The phrases in this file cannot be read: they must be lists of texts by language."
    ),
    "too_many_phrases": _("The file has more than {most} phrases. Take some out first."),
    "twice": _("“{name}” is written twice in one object. Remove one."),
    "no_number": _("“{name}” is not a number that a flow can hold."),
    "long_number": _("The file contains a number that is too long."),
    "bad_character": _("{place}: contains a character that cannot be stored."),
    "unsound": _("The flow in this file is not sound: {faults}"),
    "bad_schema": _("“{schema}” is not a schema number. Export the flow again."),
    "newer_schema": _(
        "This flow was made by a newer version (schema {schema}; this one reads up to "
        "{current}). Update this installation first."
    ),
}


class Refused(ValueError):
    """`params` fill the code's sentence, which tells the owner what to do."""

    def __init__(self, code: str, **params: object) -> None:
        self.code, self.params = code, params
        super().__init__(self.sentence)

    @property
    def sentence(self) -> str:
        """In English."""
        return self.told(str)

    def told(self, translate: Callable[[str], str]) -> str:
        """The sentence, translated before the params go in."""
        return translate(SENTENCES[self.code]).format(**self.params)


class EditRefused(Refused):
    """An edit that the document does not allow."""


class ImportRefused(Refused):
    """A file, or the data in it, that cannot become a flow."""
