"""A HEAD request is answered without a body: a web server sends whatever it is given."""

from __future__ import annotations

from io import BytesIO
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from selfservice.wsgi import application


def _asked(method: str, path: str) -> tuple[dict[str, str], bytes]:
    """What goes to the web server; Django's own test client would take the body off itself."""
    told: dict[str, str] = {}
    asked: dict[str, Any] = {"REQUEST_METHOD": method, "PATH_INFO": path}
    asked |= {"wsgi.input": BytesIO(), "HTTP_HOST": "testserver", "HTTP_ACCEPT_ENCODING": "gzip"}
    setup_testing_defaults(asked)

    def start(_status: str, headers: list[tuple[str, str]], _error: Any = None) -> Any:
        told.update(headers)

    return told, b"".join(application(asked, start))


@pytest.mark.parametrize("path", ["/livez", "/api/schema/", "/bubble.js", "/admin/login/", "/no"])
def test_the_next_answer_on_a_connection_is_not_preceded_by_a_body(path: str, db: None) -> None:
    _headers, body = _asked("GET", path)
    assert body
    headers, body = _asked("HEAD", path)
    assert body == b""
    assert int(headers["Content-Length"]) > 0
