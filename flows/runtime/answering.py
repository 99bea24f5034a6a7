"""Takes an answer, or starts another request."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from flows.engine.document import Ask, BaseStep, Choose, End, LookUp, Prove, Say
from flows.engine.entries import PERSON, EntryKind, Key
from flows.engine.position import Awaits, Passed, Position
from flows.models import Flow
from flows.passage import Passage
from flows.runtime import proving
from flows.runtime.advancing import advance, enter, resume, retry_failed
from flows.runtime.choosing import choose
from flows.runtime.errors import AlreadyAccepted, Invalid, Stale
from flows.runtime.growing import refuse_endless
from flows.runtime.noting import settle
from flows.runtime.options import AGAIN, RESEND, is_about_question
from flows.runtime.values import checked


def answer(
    passage: Passage,
    step: str,
    option: str | None = None,
    values: Mapping[str, Any] | None = None,
) -> Passage:
    """Records the answer and brings the passage on.

    The same answer again changes nothing. An answer to an earlier step on the path changes it
    and keeps the later ones. The option `again`, at an end or while waiting, starts another
    request. Raises Stale, AlreadyAccepted, Invalid, TooMany or ExpiredSession.
    """
    refuse_endless(passage)
    resume(passage)
    asked, here = passage.position.question, passage.position.key.step == step
    if option is not None and is_about_question(option):
        choose(passage, step, option)
    elif option == AGAIN and passage.position.awaits is not Awaits.SHOPPER:
        again(passage)
    elif here:
        _answer_here(passage, option, values or {})
    else:
        _change(passage, step, option, values or {})
    if here and option != AGAIN:
        settle(passage, asked, option)
    return passage


def again(passage: Passage) -> Passage:
    """Another request: the home flow from its start. What was proven stays proven."""
    refuse_endless(passage)
    home = Flow.objects.filter(home=True).values_list("key", flat=True).first()
    if home is None or not enter(passage, home, again=True):
        enter(passage, passage.entries[0].value["flow"], again=True)
    advance(passage)
    return passage


def _answer_here(passage: Passage, option: str | None, values: Mapping[str, Any]) -> None:
    position = passage.position
    if position.awaits is Awaits.PROOF:
        _prove(passage, option, values)
        return
    if position.awaits is not Awaits.SHOPPER and not (option == PERSON and _solved(position)):
        raise Stale(_("There is nothing to answer here now."))
    value = _accepted_value(passage, position.step, option, values)
    passage.add(EntryKind.ANSWER, position.key, value)
    retry_failed(passage, position.key)
    advance(passage)


def _solved(position: Position) -> bool:
    return isinstance(position.step, End) and position.step.leads_to_person()


def _prove(passage: Passage, option: str | None, values: Mapping[str, Any]) -> None:
    if option == RESEND:
        proving.send_another(passage)
        return
    if option in {PERSON, "not_proven"}:
        passage.add(EntryKind.ANSWER, passage.position.key, {"option": option})
    else:
        proving.try_code(passage, str(values.get("code") or ""))
    advance(passage)


def _change(passage: Passage, step: str, option: str | None, values: Mapping[str, Any]) -> None:
    passed = _passed(passage, step)
    if passed is None:
        raise Stale(_("That question is no longer open. Here is where you are."))
    flow = passage.documents[passed.key.flow]
    if _repeats(passed, option, values):
        return
    value = _accepted_value(passage, flow.steps[step], option, values)
    if value == passed.answer:
        return
    if not passed.can_change:
        raise AlreadyAccepted
    passage.add(EntryKind.ANSWER, passed.key, value)
    advance(passage)


def _passed(passage: Passage, step: str) -> Passed | None:
    found = [
        each
        for each in passage.position.path
        if each.key.step == step and (each.answer is not None or _took_code(passage, each.key))
    ]
    return found[-1] if found else None


def _took_code(passage: Passage, key: Key) -> bool:
    step = passage.documents[key.flow].steps[key.step]
    proofs = (each.key for each in passage.entries if each.kind is EntryKind.PROOF)
    return isinstance(step, Prove) or (isinstance(step, LookUp) and key in proofs)


def _repeats(passed: Passed, option: str | None, values: Mapping[str, Any]) -> bool:
    """A second click: the same option, or a code for what is proven already."""
    if passed.answer is None:
        return True
    return option is not None and option == passed.answer.get("option")


def _accepted_value(
    passage: Passage, step: BaseStep, option: str | None, values: Mapping[str, Any]
) -> dict[str, Any]:
    if option == PERSON:
        return {"option": PERSON}
    if isinstance(step, Ask):
        facts, session = passage.position.facts, passage.session.pk
        return {"values": checked(step, values, facts, session)}
    if isinstance(step, Say):
        return {"option": "next"}
    if isinstance(step, Choose) and option in step.exit_ids():
        return {"option": option}
    if isinstance(step, End):
        raise Stale(_("This conversation is finished. You can start another request."))
    raise Invalid({"option": _("Choose one of the options shown.")})
