"""The calls of the API. Each one finds its session, acts through the runtime and shows the view."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

from django.shortcuts import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.serializers import Serializer
from rest_framework.views import APIView

from flows import runtime
from flows.api.shapes import AnswerShape, BackShape, StartShape, transcript_data, view_data
from flows.api.tokens import BearerToken, token_of
from flows.models import Session
from flows.passage import Passage
from flows.present import view_of
from flows.submissions import Answered, once, once_started
from flows.throttle import count_holder, count_network, count_start
from selfservice.tenancy.address import client_address
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within


def valid(shape: type[Serializer[Any]], request: Request) -> dict[str, Any]:
    serializer = shape(data=request.data)
    serializer.is_valid(raise_exception=True)
    return dict(serializer.validated_data)


def held(request: Request) -> Passage:
    return cast(Passage, request.auth)


class Call(APIView):
    """The base of every call: what it answers is one shopper's and is kept by nobody."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """Counts first: whoever asks too often costs the database nothing."""
        count_network(client_address(request))
        count_holder(token_of(request))
        super().initial(request, *args, **kwargs)

    def finalize_response(self, *args: Any, **kwargs: Any) -> Response:
        response = super().finalize_response(*args, **kwargs)
        response.headers["Cache-Control"] = "private, no-store"
        return response


class Start(Call):
    """Starts a session; its token is in this answer and nowhere else."""

    def post(self, request: Request, key: str) -> Response:
        asked = valid(StartShape, request)
        shop = get_object_or_404(Shop, key=key)

        def started(given: str) -> tuple[Session, Answered]:
            count_start(shop, client_address(request))
            passage, token = runtime.start(shop, **asked, token=given)
            body = {"session": token, "view": view_data(view_of(passage))}
            return passage.session, Answered(201, body)

        with within(shop):
            sent = request.headers.get("Idempotency-Key", "")
            done = once_started(shop, sent, [request.path, asked], started)
        return Response(done.body, status=done.status)


class SessionView(Call):
    """The base of every call on a session."""

    authentication_classes = [BearerToken]

    def acted(
        self, request: Request, asked: dict[str, Any], act: Callable[[Passage], object]
    ) -> Response:
        """Runs `act` once for the request's idempotency key and answers with the view."""
        passage = held(request)

        def answered() -> Answered:
            act(passage)
            return Answered(200, {"view": view_data(view_of(passage))}, may_be_repeated=True)

        with within(passage.session.shop):
            key = request.headers.get("Idempotency-Key", "")
            done = once(passage.session, key, [request.path, asked], answered)
        return Response(done.body, status=done.status)


class Resume(SessionView):
    """The session as it stands, with what was asked and answered."""

    def get(self, request: Request) -> Response:
        passage = held(request)
        with within(passage.session.shop):
            runtime.resume(passage)
            view = view_of(passage)
        return Response({"view": view_data(view), "transcript": transcript_data(view)})


class Answers(SessionView):
    def post(self, request: Request) -> Response:
        asked = valid(AnswerShape, request)
        return self.acted(request, asked, lambda passage: runtime.answer(passage, **asked))


class Back(SessionView):
    def post(self, request: Request) -> Response:
        asked = valid(BackShape, request)
        return self.acted(request, asked, lambda passage: runtime.back(passage, **asked))
