"""What a session's holder may do with it: take it along, rate it, see its data, erase it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rest_framework.request import Request
from rest_framework.response import Response

from flows import runtime
from flows.api.shapes import LinkShape, RatingShape, plain
from flows.api.views import SessionView, held, valid
from flows.passage import Passage
from flows.submissions import Answered, once
from selfservice.tenancy.scope import within


class _Own(SessionView):
    def once(
        self, request: Request, asked: dict[str, Any], act: Callable[[Passage], Answered]
    ) -> Response:
        passage = held(request)
        key = request.headers.get("Idempotency-Key", "")
        with within(passage.session.shop):
            done = once(passage.session, key, [request.path, asked], lambda: act(passage))
        return Response(done.body, status=done.status)


class Links(_Own):
    """A link that brings the session to another device: given here, or sent by mail."""

    def post(self, request: Request) -> Response:
        asked = valid(LinkShape, request)
        return self.once(request, asked, lambda passage: _linked(passage, **asked))


class Ratings(_Own):
    """The score of the end that the session stands at; the newest one counts."""

    def post(self, request: Request) -> Response:
        asked = valid(RatingShape, request)
        return self.once(request, asked, lambda passage: _rated(passage, **asked))


class Data(SessionView):
    """Everything that is held about the session, and the end of it."""

    def get(self, request: Request) -> Response:
        passage = held(request)
        with within(passage.session.shop):
            return Response({"data": plain(runtime.held(passage))})

    def delete(self, request: Request) -> Response:
        passage = held(request)
        with within(passage.session.shop):
            return Response(plain(runtime.erase(passage)))


def _linked(passage: Passage, email: str = "") -> Answered:
    if email:
        expires = runtime.mail_link(passage.session, email)
        return Answered(202, {"link": {"expires": expires.isoformat()}})
    link = runtime.make_link(passage.session)
    return Answered(201, {"link": {"url": link.url, "expires": link.expires.isoformat()}})


def _rated(passage: Passage, score: int, comment: str = "") -> Answered:
    runtime.rate(passage, score, comment)
    return Answered(204, None)
