"""Edits: pure functions from a document to a changed one, each refusing nonsense in a sentence."""

from flows.engine.edits.branches import branch, duplicate_branch, remove_branch
from flows.engine.edits.columns import Argument, add_column, move_column, remove_column
from flows.engine.edits.effects import add_effect, remove_effect
from flows.engine.edits.fields import add_field, change_field, move_field, remove_field
from flows.engine.edits.language import add_language, remove_language, set_text, texts, translate
from flows.engine.edits.links import connect, disconnect, set_person, set_start
from flows.engine.edits.options import add_option, change_option, move_option, remove_option
from flows.engine.edits.rules import (
    add_condition,
    add_rule,
    change_rule,
    move_rule,
    remove_condition,
    remove_rule,
)
from flows.engine.edits.starting import blank
from flows.engine.edits.steps import add, change, duplicate, move, remove, rename
from flows.engine.refusal import EditRefused

__all__ = [
    "Argument",
    "EditRefused",
    "add",
    "add_column",
    "add_condition",
    "add_effect",
    "add_field",
    "add_language",
    "add_option",
    "add_rule",
    "blank",
    "branch",
    "change",
    "change_field",
    "change_option",
    "change_rule",
    "connect",
    "disconnect",
    "duplicate",
    "duplicate_branch",
    "move",
    "move_column",
    "move_field",
    "move_option",
    "move_rule",
    "remove",
    "remove_branch",
    "remove_column",
    "remove_condition",
    "remove_effect",
    "remove_field",
    "remove_language",
    "remove_option",
    "remove_rule",
    "rename",
    "set_person",
    "set_start",
    "set_text",
    "texts",
    "translate",
]
