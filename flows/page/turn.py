"""One turn of the conversation: what was posted, acted upon once, and what the page then shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from flows import runtime
from flows.models import Submission
from flows.page.asked import Asked
from flows.page.forms import PREFIX, StepForm, form_for
from flows.page.uploads import Kept, keep
from flows.passage import Passage
from flows.present import first_view, view_of
from flows.runtime.asking import at_its_beginning
from flows.submissions import Answered, InFlight, once
from flows.throttle import count_question, count_start
from flows.view import View

_STATUSES: dict[type[runtime.NotTaken], int] = {
    runtime.UnknownSession: 404,
    runtime.ExpiredSession: 410,
    runtime.UnknownLink: 404,
    runtime.ExpiredLink: 410,
    runtime.UnderWay: 409,
    runtime.Stale: 409,
    runtime.AlreadyAccepted: 409,
    InFlight: 409,
    runtime.TooMany: 429,
    runtime.TooLarge: 413,
    runtime.NoRoom: 503,
    runtime.Invalid: 422,
}


@dataclass(frozen=True, slots=True)
class Turn:
    """`sentence` says what went wrong, where something did; `question` was typed and not taken.

    `beginning`: nothing was answered yet in the flow that the session began with. `score` and
    `comment` are the rating of this end, `thanked` that it was given just now.
    """

    view: View
    form: StepForm
    token: str = ""
    status: int = 200
    sentence: str = ""
    retry_after: int = 0
    question: str = ""
    question_error: str = ""
    beginning: bool = False
    score: int = 0
    comment: str = ""
    thanked: bool = False


def first_look(asked: Asked) -> Turn:
    """A flow's first step without a session. Raises UnknownFlow."""
    view = first_view(asked.shop, asked.revision(), asked.language)
    return Turn(view, form_for(view), beginning=True)


def take(asked: Asked) -> Turn:
    """Does what was posted and shows where that leads, or says why it was not done."""
    try:
        return _taken(asked, *_passage(asked))
    except (runtime.UnknownSession, runtime.ExpiredSession, runtime.TooMany) as none:
        return start_anew(asked, none)


def slowed(asked: Asked, why: runtime.TooMany) -> Turn:
    """Nothing was done: what is shown already, with all that was typed and sent with it."""
    if not asked.token:
        return start_anew(asked, why)
    try:
        passage = runtime.find(asked.token, asked.shop)
    except (runtime.UnknownSession, runtime.ExpiredSession) as none:
        return start_anew(asked, none)
    kept = keep(passage, asked)
    turn = shown(passage, asked.token, asked.language)
    turn = replace(turn, form=_filled(turn.view, kept.asked, passage))
    turn.form.show(kept.refused)
    return replace(_refused(turn, why, asked), comment=asked.text("comment") or turn.comment)


def _taken(asked: Asked, passage: Passage, token: str) -> Turn:
    """Raises UnknownSession where it was erased meanwhile, and ExpiredSession where it ends."""
    passage.session.language = asked.language
    sent, kept = asked.submission(), keep(passage, asked)
    try:
        once(passage.session, sent, {}, lambda: _acted(passage, token, kept))
    except runtime.ExpiredSession:
        raise
    except runtime.NotTaken as not_taken:
        return _not_taken(not_taken, token, kept.asked)
    turn = _still_open(passage, token, kept) or shown(passage, token, asked.language)
    return replace(turn, thanked=asked.text("do") == "rate")


def start_anew(asked: Asked, why: runtime.NotTaken) -> Turn:
    """The beginning, with why the conversation cannot be shown, and what was typed there."""
    turn = first_look(asked)
    return _refused(replace(turn, form=_filled(turn.view, asked)), why, asked)


def _filled(view: View, asked: Asked, passage: Passage | None = None) -> StepForm:
    """As it was posted, where it is this step's form that was posted."""
    own = asked.text("step") == view.step
    typed = own and any(name.startswith(f"{PREFIX}-") for name in asked.posted)
    session = passage.session.pk if passage else None
    return form_for(view, asked.posted if typed else None, session)


def _passage(asked: Asked) -> tuple[Passage, str]:
    """The session of the posted token, or the one that this form has started, or a new one."""
    token = asked.token or _started_by(asked.submission())
    if token:
        passage = runtime.find(token, asked.shop, asked.session)
        passage.network = asked.address
        return passage, token
    count_start(asked.shop, asked.address)
    page, preview, email = asked.text("page"), bool(asked.preview), asked.vouched_for()
    return runtime.start_on(
        asked.shop, asked.revision(), asked.language, page, preview=preview, email=email
    )


def _started_by(submission: str) -> str:
    """The token that the first sending of this form was given; the second has none yet."""
    if not submission:
        return ""
    started = Submission.objects.filter(key=submission, status__isnull=False).first()
    return str(started.body.get("token", "")) if started else ""


def _acted(passage: Passage, token: str, kept: Kept) -> Answered:
    if not kept.only:
        _act(passage, kept.asked)
    if kept.asked.token:
        return Answered(200, {}, may_be_repeated=True)
    return Answered(200, {"token": token})


def _act(passage: Passage, asked: Asked) -> None:
    verb = asked.text("do")
    if verb == "show" or asked.text("speak"):
        return
    if verb == "again":
        runtime.again(passage)
    elif verb == "ask":
        count_question(passage.session, asked.address)
        runtime.ask(passage, asked.text("question"))
    elif verb == "rate":
        runtime.rate(passage, _number(asked.text("score")), asked.text("comment"))
    elif verb == "back" or asked.text("to"):
        runtime.back(passage, asked.text("to") or None)
    else:
        _answer(passage, asked)


def _number(given: str) -> int:
    return int(given) if given.isdecimal() and len(given) == 1 else 0


def _answer(passage: Passage, asked: Asked) -> None:
    option = asked.text("option") or None
    values = None if option else form_for(view_of(passage), asked.posted).values()
    runtime.answer(passage, asked.text("step"), option, values)


def _still_open(passage: Passage, token: str, kept: Kept) -> Turn | None:
    """The form with everything typed, where only files were added or not all could be kept."""
    if not kept.only:
        return None
    turn = _bound(passage, token, kept.asked, kept.refused)
    if not kept.refused:
        return turn
    status = status_of(kept.worst) if kept.worst else 422
    return replace(turn, status=status, retry_after=_wait(kept.worst))


def _not_taken(not_taken: runtime.NotTaken, token: str, asked: Asked) -> Turn:
    """The passage is read again: what it gathered before the refusal was not kept."""
    passage = runtime.find(token, asked.shop)
    if not isinstance(not_taken, runtime.Invalid):
        return _refused(shown(passage, token, asked.language), not_taken, asked)
    status = status_of(not_taken)
    if asked.text("do") == "ask":
        question, error = asked.text("question"), str(not_taken.sentence)
        turn = shown(passage, token, asked.language)
        return replace(turn, status=status, question=question, question_error=error)
    turn = _bound(passage, token, asked, not_taken.errors)
    return replace(turn, status=status, comment=asked.text("comment") or turn.comment)


def _bound(passage: Passage, token: str, asked: Asked, errors: Mapping[str, Any]) -> Turn:
    turn = shown(passage, token, asked.language)
    form = form_for(turn.view, asked.posted, passage.session.pk)
    form.show(errors)
    return replace(turn, form=form)


def _refused(turn: Turn, why: runtime.NotTaken, asked: Asked) -> Turn:
    sentence = str(why.sentence) or _("That did not work. Please try again.")
    question = asked.text("question") if asked.text("do") == "ask" else ""
    return replace(
        turn, status=status_of(why), sentence=sentence, retry_after=_wait(why), question=question
    )


def _wait(why: runtime.NotTaken | None) -> int:
    return why.retry_after if isinstance(why, runtime.TooMany) else 0


def status_of(why: runtime.NotTaken) -> int:
    return next(code for kind, code in _STATUSES.items() if isinstance(why, kind))


def shown(passage: Passage, token: str, language: str) -> Turn:
    view = view_of(passage, language)
    position, first = passage.position, passage.entries[0].value["flow"]
    beginning = position.key.flow == first and at_its_beginning(position)
    form = form_for(view, session=passage.session.pk)
    rating = runtime.rating_of(passage) if view.rating else None
    score, comment = (rating.score, rating.comment) if rating else (0, "")
    return Turn(view, form, token, beginning=beginning, score=score, comment=comment)
