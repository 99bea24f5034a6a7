"""Takes the body off an answer to HEAD, for web servers that send whatever they are given.

Left on, it would stand before the next answer on the same connection: somebody else's, where a
proxy shares connections.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase


class HeadMiddleware:
    """The headers stay those of a GET, its Content-Length too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        answer = self.get_response(request)
        if request.method == "HEAD" and isinstance(answer, HttpResponse):
            answer.content = b""
        elif request.method == "HEAD" and isinstance(answer, StreamingHttpResponse):
            answer.streaming_content = ()
        return answer
