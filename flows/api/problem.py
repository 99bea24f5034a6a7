"""Errors of the API as RFC 9457 problem documents, with the present view where it helps."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.request import Request
from rest_framework.response import Response

from flows import runtime
from flows.api.parsing import TooLarge
from flows.api.shapes import view_data
from flows.models import Session
from flows.passage import Passage, load
from flows.present import view_of
from flows.submissions import InFlight, KeyReused
from flows.throttle import Flood
from selfservice.tenancy.scope import within

KINDS: dict[type[Exception], tuple[int, str, str]] = {
    runtime.UnknownSession: (404, "unknown-session", "Unknown session"),
    runtime.UnknownFlow: (404, "unknown-flow", "Unknown flow"),
    runtime.ExpiredSession: (410, "expired", "Expired"),
    runtime.Stale: (409, "stale", "Stale answer"),
    runtime.UnderWay: (409, "under-way", "Under way"),
    runtime.AlreadyAccepted: (409, "already-accepted", "Already accepted"),
    runtime.Invalid: (422, "invalid", "Invalid values"),
    runtime.TooLarge: (413, "too-large", "Too large"),
    runtime.NoRoom: (503, "no-room", "No room"),
    InFlight: (409, "in-flight", "In flight"),
    KeyReused: (422, "key-reused", "Idempotency key reused"),
    runtime.TooMany: (429, "too-many", "Too many requests"),
    Flood: (429, "too-many", "Too many requests"),
}


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception hook. None lets Django answer 500 for what is a defect."""
    if isinstance(error, runtime.NotTaken):
        return _not_taken(error, context["request"])
    if isinstance(error, Http404):
        return problem(404, "not-found", _("There is nothing at this address."))
    if isinstance(error, PermissionDenied):
        return problem(403, "forbidden", _("This is not allowed."))
    if isinstance(error, SuspiciousOperation):
        error = unread(error)
    return _from_framework(error) if isinstance(error, exceptions.APIException) else None


def unread(error: Exception) -> exceptions.APIException:
    """What could not be taken in; what was sent is never repeated."""
    return TooLarge() if isinstance(error, RequestDataTooBig) else exceptions.ParseError()


def problem(status: int, kind: str, detail: str, **more: Any) -> Response:
    body = {"type": kind, "title": more.pop("title", detail), "status": status, "detail": detail}
    headers = more.pop("headers", None)
    return Response(
        {**body, **more},
        status=status,
        headers=headers,
        content_type="application/problem+json",
    )


def _not_taken(error: runtime.NotTaken, request: Request) -> Response:
    status, kind, title = KINDS[type(error)]
    more: dict[str, Any] = {"title": title}
    if isinstance(error, runtime.Invalid):
        more["errors"] = {name: str(sentence) for name, sentence in error.errors.items()}
    if isinstance(error, runtime.TooMany):
        more["headers"] = {"Retry-After": str(error.retry_after)}
    if isinstance(error, InFlight):
        more["headers"] = {"Retry-After": "1"}
    if status == 409 and isinstance(request.auth, Passage):
        more |= _present_view(request.auth)
    return problem(status, kind, str(error.sentence), **more)


def _present_view(passage: Passage) -> dict[str, Any]:
    """Nothing where the session was erased meanwhile."""
    with within(passage.session.shop):
        session = Session.objects.select_related("shop").filter(pk=passage.session.pk).first()
        return {"view": view_data(view_of(load(session)))} if session else {}


def _from_framework(error: exceptions.APIException) -> Response:
    headers = {}
    status = error.status_code
    wait = getattr(error, "wait", None)
    if wait is not None:
        headers["Retry-After"] = str(int(wait) + 1)
    if isinstance(error, exceptions.ValidationError):
        detail = _("Some values cannot be taken.")
        return problem(422, "invalid", detail, errors=error.detail, title="Invalid values")
    return problem(status, str(error.default_code), str(error.detail), headers=headers)
