"""Takes a typed question, and answers with where it led or what it may be about."""

from __future__ import annotations

from rest_framework.request import Request
from rest_framework.response import Response

from flows import runtime
from flows.api.views import SessionView
from flows.passage import Passage
from flows.runtime.typed import EMPTY, FIELD, question_text
from flows.throttle import count_question
from selfservice.tenancy.address import client_address


class Questions(SessionView):
    def post(self, request: Request) -> Response:
        text, address = _typed(request), client_address(request)
        return self.acted(request, {"text": text}, lambda passage: _ask(passage, text, address))


def _typed(request: Request) -> str:
    """Each refusal has the same shape: one sentence at `text`. A number is no question."""
    body = request.data
    text = body.get("text") if isinstance(body, dict) else None
    if not isinstance(text, str):
        raise runtime.Invalid({"text": EMPTY})
    try:
        return question_text(text)
    except runtime.Invalid as invalid:
        raise runtime.Invalid({"text": invalid.errors[FIELD]}) from invalid


def _ask(passage: Passage, text: str, address: str) -> None:
    """Counts here, so that an answer which is only repeated takes nothing of the budget."""
    count_question(passage.session, address)
    runtime.ask(passage, text)
