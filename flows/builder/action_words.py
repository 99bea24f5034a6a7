"""A step's actions in the owner's words: what they do, and how they differ from before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from flows.engine.document import Column, EffectCall, Step
from flows.engine.problems.calls import effects_of
from integrations.argument_names import name_words
from integrations.choosing import Carrier
from integrations.effects import EFFECTS

Columns = tuple[Column, ...]


def effect_kinds(carriers: Mapping[str, Carrier]) -> list[tuple[str, str]]:
    """Every action on offer, with what would carry it out."""
    return [(kind, f"{effect_label(kind)} – {_carried(carriers.get(kind))}") for kind in EFFECTS]


def carried_words(kind: str, carriers: Mapping[str, Carrier]) -> str:
    """Empty where none can: the problem beside the step says that."""
    carrier = carriers.get(kind)
    if carrier is None or not carrier.connection or carrier.off:
        return ""
    return _("Carried out through “%s”.") % carrier.connection


def effect_label(kind: str) -> str:
    return str(EFFECTS[kind].label) if kind in EFFECTS else kind


def actions(step: Step) -> tuple[str, ...]:
    """Each action with the columns that it fills in."""
    return tuple(_action(call) for call in effects_of(step))


def action_differences(old: Step, new: Step, name: str) -> Iterator[str]:
    before = {each.id: each for each in effects_of(old)}
    after = {each.id: each for each in effects_of(new)}
    for each in [call for key, call in after.items() if key not in before]:
        words = {"action": effect_label(each.kind), "step": name}
        yield _("Added the action “%(action)s” to “%(step)s”.") % words
    for each in [call for key, call in before.items() if key not in after]:
        words = {"action": effect_label(each.kind), "step": name}
        yield _("Removed the action “%(action)s” from “%(step)s”.") % words
    for key in [each for each in after if each in before and before[each] != after[each]]:
        yield from _of_call(before[key], after[key], name)


def _carried(carrier: Carrier | None) -> str:
    if carrier is None or not carrier.connection:
        return _("no connection yet")
    return _("switched off") if carrier.off else carrier.connection


def _action(call: EffectCall) -> str:
    label = effect_label(call.kind)
    mapped = EFFECTS[call.kind].mapped if call.kind in EFFECTS else ()
    columns = [each.name for name in mapped for each in _columns(call, name)]
    return f"{label}: {', '.join(columns)}" if columns else label


def _of_call(old: EffectCall, new: EffectCall, name: str) -> Iterator[str]:
    words = {"action": effect_label(new.kind), "step": name}
    if old.kind != new.kind:
        yield _("“%(step)s” now does: %(action)s.") % words
        return
    for argument in dict.fromkeys([*new.arguments, *old.arguments]):
        if old.arguments.get(argument) == new.arguments.get(argument):
            continue
        if _columns(old, argument) or _columns(new, argument):
            yield from _of_columns(_columns(old, argument), _columns(new, argument), words)
        else:
            words["argument"] = name_words(argument)
            yield _("Changed “%(argument)s” of “%(action)s” at “%(step)s”.") % words


def _of_columns(old: Columns, new: Columns, words: Mapping[str, str]) -> Iterator[str]:
    renamed = _renamed(old, new)
    before = {renamed.get(each.name, each.name): each for each in old}
    after = {each.name: each for each in new}
    for was, name in renamed.items():
        yield _("Renamed the column “%(old)s” to “%(column)s” at “%(step)s”.") % {
            **words,
            "old": was,
            "column": name,
        }
    for name in [each for each in after if each not in before]:
        yield _("Added the column “%(column)s” to “%(step)s”.") % {**words, "column": name}
    for name in [each for each in before if each not in after]:
        yield _("Removed the column “%(column)s” from “%(step)s”.") % {**words, "column": name}
    for name in [each for each in after if each in before]:
        if _source(after[name]) != _source(before[name]):
            yield _("Changed the column “%(column)s” of “%(step)s”.") % {**words, "column": name}
    if [each for each in after if each in before] != [each for each in before if each in after]:
        yield _("Changed the order of the columns of “%(step)s”.") % words


def _renamed(old: Columns, new: Columns) -> Mapping[str, str]:
    """Old names by new: those in the same place under a name that was not there before."""
    if len(old) != len(new):
        return {}
    kept = {each.name for each in old} & {each.name for each in new}
    pairs = [(was.name, now.name) for was, now in zip(old, new, strict=True)]
    return {was: now for was, now in pairs if was != now and not {was, now} & kept}


def _source(column: Column) -> object:
    return column.fact, column.text, column.value


def _columns(call: EffectCall, argument: str) -> Columns:
    given = call.arguments.get(argument)
    return (given.columns or ()) if given else ()
