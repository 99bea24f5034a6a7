"""One turn of the conversation: what was posted, acted upon once, and what the page then shows."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from flows import runtime
from flows.models import Revision, Submission
from flows.page.forms import StepForm, form_for
from flows.passage import Passage
from flows.present import first_view, view_of
from flows.preview import previewed
from flows.submissions import Answered, InFlight, once
from flows.throttle import count_start
from flows.view import View
from selfservice.tenancy.models import Shop

_STATUSES: dict[type[runtime.NotTaken], int] = {
    runtime.UnknownSession: 404,
    runtime.ExpiredSession: 410,
    runtime.Stale: 409,
    runtime.AlreadyAccepted: 409,
    InFlight: 409,
    runtime.TooMany: 429,
    runtime.Invalid: 422,
}


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a request is, and what it posted."""

    shop: Shop
    flow: str | None
    language: str
    token: str
    preview: str  # a signed token that runs a draft, or empty
    posted: QueryDict
    address: str  # the client's, for limits

    def revision(self) -> Revision:
        """The one that a new session runs on. Raises UnknownFlow."""
        if not self.preview:
            return runtime.first_revision(self.shop, self.flow)
        draft = previewed(self.shop, self.preview)
        if draft is None:
            raise runtime.UnknownFlow(_("This preview has ended. Open it from the editor again."))
        return draft

    def text(self, name: str) -> str:
        return str(self.posted.get(name) or "")

    def submission(self) -> str:
        """One key a form and its content: the same form sent with another choice is new."""
        if not self.text("key"):
            return ""
        content = "&".join(f"{name}={self.posted.getlist(name)}" for name in sorted(self.posted))
        return hashlib.sha256(content.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Turn:
    """`sentence` says what went wrong, where something did."""

    view: View
    form: StepForm
    token: str = ""
    status: int = 200
    sentence: str = ""
    retry_after: int = 0


def first_look(asked: Asked) -> Turn:
    """A flow's first step without a session. Raises UnknownFlow."""
    view = first_view(asked.shop, asked.revision(), asked.language)
    return Turn(view, form_for(view))


def take(asked: Asked) -> Turn:
    """Does what was posted and shows where that leads, or says why it was not done."""
    try:
        passage, token = _passage(asked)
    except (runtime.UnknownSession, runtime.ExpiredSession, runtime.TooMany) as none:
        return _refused(first_look(asked), none)
    passage.session.language = asked.language
    try:
        once(passage.session, asked.submission(), {}, lambda: _acted(passage, token, asked))
    except runtime.NotTaken as not_taken:
        return _not_taken(not_taken, token, asked)
    return _shown(passage, token, asked)


def _passage(asked: Asked) -> tuple[Passage, str]:
    """The session of the posted token, or the one that this form has started, or a new one."""
    token = asked.token or _started_by(asked.submission())
    if token:
        return runtime.find(token, asked.shop), token
    count_start(asked.shop, asked.address)
    page, preview = asked.text("page"), bool(asked.preview)
    return runtime.start_on(asked.shop, asked.revision(), asked.language, page, preview)


def _started_by(submission: str) -> str:
    """The token that the first sending of this form was given; the second has none yet."""
    if not submission:
        return ""
    started = Submission.objects.filter(key=submission, body__isnull=False).first()
    return str(started.body.get("token", "")) if started else ""


def _acted(passage: Passage, token: str, asked: Asked) -> Answered:
    _act(passage, asked)
    return Answered(200, {} if asked.token else {"token": token})


def _act(passage: Passage, asked: Asked) -> None:
    verb = asked.text("do")
    if verb == "show" or asked.text("speak"):
        return
    if verb == "again":
        runtime.again(passage)
    elif verb == "back" or asked.text("to"):
        runtime.back(passage, asked.text("to") or None)
    else:
        _answer(passage, asked)


def _answer(passage: Passage, asked: Asked) -> None:
    option = asked.text("option") or None
    values = None if option else form_for(view_of(passage), asked.posted).values()
    runtime.answer(passage, asked.text("step"), option, values)


def _not_taken(not_taken: runtime.NotTaken, token: str, asked: Asked) -> Turn:
    """The passage is read again: what it gathered before the refusal was not kept."""
    turn = _shown(runtime.find(token, asked.shop), token, asked)
    if isinstance(not_taken, runtime.Invalid):
        form = form_for(turn.view, asked.posted)
        form.show(not_taken.errors)
        return replace(turn, form=form, status=_STATUSES[runtime.Invalid])
    return _refused(turn, not_taken)


def _refused(turn: Turn, why: runtime.NotTaken) -> Turn:
    status = next(code for kind, code in _STATUSES.items() if isinstance(why, kind))
    wait = why.retry_after if isinstance(why, runtime.TooMany) else 0
    sentence = str(why.sentence) or _("That did not work. Please try again.")
    return replace(turn, status=status, sentence=sentence, retry_after=wait)


def _shown(passage: Passage, token: str, asked: Asked) -> Turn:
    view = view_of(passage, asked.language)
    return Turn(view, form_for(view), token)
