"""Sends one request and brings its answer, or says what may have become of it."""

from __future__ import annotations

import re
import ssl
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

import httpcore
import httpx
from django.conf import settings
from django.utils.translation import gettext as _

from integrations.errors import ConnectorError, Misconfigured, TryAgain
from integrations.http.answers import Answer, NotReadable, unpacked
from integrations.http.connecting import Deadline, PinnedBackend
from integrations.http.statuses import unclear
from integrations.http.targets import checked

FAILURES = (httpcore.NetworkError, httpcore.TimeoutException, httpcore.ProtocolError)

_HEADER_NAME = re.compile(r"[A-Za-z0-9-]+")
_HEADER_VALUE = re.compile(r"[\x21-\x7e]([\x20-\x7e]*[\x21-\x7e])?")


@dataclass(frozen=True, slots=True)
class Request:
    """`changes`: if it is heard, something happens. `reads`: the answer's body is wanted."""

    method: str
    address: str
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    changes: bool = True
    reads: bool = True


def send(request: Request) -> Answer:
    """Whatever the status: see `Answer.make_sure`.

    Raises Misconfigured for an address that may not be called, TryAgain for what never left, and
    Silent for what left and was not answered.
    """
    url = checked(request.address)
    opening = PinnedBackend(Deadline(settings.CONNECTOR_DEADLINE_SECONDS))
    # The engine below httpx, without its client: nothing here follows a redirect, reads a proxy
    # from the environment, keeps a cookie or unpacks a body by itself.
    pool = httpcore.ConnectionPool(ssl_context=_trust(), network_backend=opening)
    target = httpcore.URL(
        scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path
    )
    headers = _headers(url, request)
    try:
        with pool, pool.stream(request.method, target, headers=headers, content=request.body) as it:
            return _answer(request, url, it)
    except FAILURES as error:
        raise _named(error, url.host, request.changes and opening.sent) from error


def _headers(url: httpx.URL, request: Request) -> list[tuple[bytes, bytes]]:
    for name, value in request.headers.items():
        if not _HEADER_NAME.fullmatch(name) or not _HEADER_VALUE.fullmatch(value):
            raise Misconfigured(_("The key holds a character that cannot be sent: enter it again."))
    given = {
        "Host": url.netloc.decode("ascii"),
        "User-Agent": "selfservice",
        "Accept-Encoding": "gzip",
        "Connection": "close",
        "Content-Length": str(len(request.body)),
        **request.headers,
    }
    return [(name.encode(), value.encode()) for name, value in given.items()]


def _answer(request: Request, url: httpx.URL, response: httpcore.Response) -> Answer:
    headers = {
        name.decode("latin-1").lower(): value.decode("latin-1") for name, value in response.headers
    }
    return Answer(
        status=response.status,
        headers=headers,
        body=_body(request, url, response, headers) if request.reads else b"",
        host=url.host,
        changes=request.changes,
    )


def _body(
    request: Request, url: httpx.URL, response: httpcore.Response, headers: Mapping[str, str]
) -> bytes:
    """Empty where only the status can be read, and the status says enough."""
    packing = headers.get("content-encoding", "").strip().lower()
    try:
        return unpacked(response.iter_stream(), packing)
    except (NotReadable, *FAILURES) as error:
        if not 200 <= response.status < 300:
            return b""
        sentence = _("The answer of %(host)s cannot be read.") % {"host": url.host}
        raise unclear(sentence, request.changes) from error


def _named(error: Exception, host: str, may_have_happened: bool) -> ConnectorError:
    said = {"host": host}
    if may_have_happened:
        return unclear(_("%(host)s got the call and did not answer.") % said, changes=True)
    if isinstance(error.__context__, ssl.SSLCertVerificationError):
        return TryAgain(_("The certificate of %(host)s is not valid.") % said)
    return TryAgain(_("%(host)s cannot be reached.") % said)


@cache
def _trust() -> ssl.SSLContext:
    """The well-known authorities, or those of SSL_CERT_FILE. Made once: reading them is slow."""
    return httpx.create_ssl_context()
