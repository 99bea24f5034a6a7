"""Answers what cannot be read: with a problem where apps call, with a page everywhere else."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.defaults import bad_request

from flows.api.problem import unread


def unreadable(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Django's handler400."""
    error = unread(exception)
    if not request.path_info.startswith("/api/"):
        page = bad_request(request, exception)
        page.status_code = error.status_code
        return page
    detail = str(error.detail)
    body = {"type": error.default_code, "title": detail, "detail": detail}
    return JsonResponse(
        {**body, "status": error.status_code},
        status=error.status_code,
        content_type="application/problem+json",
    )
