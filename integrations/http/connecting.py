"""Opens connections to checked addresses only, and cuts whatever outlasts the whole deadline."""

from __future__ import annotations

import ssl
import time
from collections.abc import Iterable
from typing import Any

import httpcore

from integrations.http.resolving import RESOLVE_SECONDS, resolved

CONNECT_SECONDS = 3.0
READ_SECONDS = 10.0
PIECE = 16 * 1024  # bytes written between two looks at the clock


class Deadline:
    """Of everything together: the look-up, the connection, the question and the answer."""

    def __init__(self, seconds: float) -> None:
        self._ends = time.monotonic() + seconds

    def left(self, most: float) -> float:
        """Raises httpcore's time-out when nothing is left."""
        seconds = self._ends - time.monotonic()
        if seconds <= 0:
            raise httpcore.ReadTimeout("The whole call took too long.")
        return min(most, seconds)


class PinnedBackend(httpcore.NetworkBackend):
    """Resolves, checks and connects in one go, so that a name cannot lead elsewhere in between.

    The name stays in the certificate check (SNI) and in the Host header. `sent` says whether the
    other side may have got anything of the question.
    """

    def __init__(self, deadline: Deadline) -> None:
        self.sent = False
        self._deadline = deadline
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        failure: Exception = httpcore.ConnectError("No address answered.")
        for address in resolved(host, port, self.left(RESOLVE_SECONDS)):
            try:
                opened = self._plain.connect_tcp(str(address), port, self.left(CONNECT_SECONDS))
                return _Stream(opened, self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
        raise failure

    def left(self, most: float) -> float:
        return self._deadline.left(most)


class _Stream(httpcore.NetworkStream):
    def __init__(self, inner: httpcore.NetworkStream, opened_by: PinnedBackend) -> None:
        self._inner = inner
        self._backend = opened_by

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._inner.read(max_bytes, self._backend.left(READ_SECONDS))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._backend.sent = True
        for start in range(0, len(buffer), PIECE):
            left = self._backend.left(READ_SECONDS)
            self._inner.write(buffer[start : start + PIECE], left)

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        left = self._backend.left(CONNECT_SECONDS)
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left), self._backend)

    def get_extra_info(self, info: str) -> Any:
        return self._inner.get_extra_info(info)
