"""Speaks to the outgoing mail server within one deadline for the whole dialogue."""

from __future__ import annotations

import io
import smtplib
import socket
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import monotonic
from typing import Any

from django.core.mail.backends import smtp

from integrations.http.resolving import MOST, ask

CONNECT_SECONDS = 5.0  # for one of a name's addresses
PIECE = 16 * 1024  # octets written between two looks at the clock
GO_ON = 354  # the server waits for the message

# The system's own look-up knows no deadline, so somebody else waits for it.
_pool = ThreadPoolExecutor(max_workers=4, thread_name_prefix="mail-resolver")


class Dialogue(smtplib.SMTP):
    """smtplib bounds each read, so a server that trickles could hold a worker beyond its lease.

    `taking`: the server was told the message, or is about to be, and has not said what became of
    it. A server that was cut off before did not take it.
    """

    taking = False

    def connect(self, *where: Any, **more: Any) -> Any:
        self._ends = monotonic() + self.timeout
        return super().connect(*where, **more)

    def getreply(self) -> tuple[int, bytes]:
        if self.file is None:
            self.file = io.BufferedReader(_Reading(self.sock, self._left))  # type: ignore[arg-type]
        code, text = super().getreply()
        self.taking = code == GO_ON
        return code, text

    def send(self, s: Any) -> None:
        for start in range(0, len(s), PIECE):
            self._hurry()
            super().send(s[start : start + PIECE])

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        """smtplib's own place to connect; it would give every address the whole time."""
        failure = OSError("No address answered.")
        for address in _pool.submit(ask, host, port).result(timeout=self._left())[:MOST]:
            seconds = min(CONNECT_SECONDS, self._left())
            try:
                return socket.create_connection((address, port), seconds)
            except OSError as error:
                failure = error
        raise failure

    def _hurry(self) -> None:
        if self.sock is None:
            return  # smtplib says so itself
        try:
            self.sock.settimeout(self._left())
        except TimeoutError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(str(error)) from error

    def _left(self) -> float:
        seconds = self._ends - monotonic()
        if seconds <= 0:
            raise TimeoutError("The whole dialogue took too long.")
        return seconds


class SealedDialogue(smtplib.SMTP_SSL, Dialogue):
    """The same within TLS from its first word."""


class Backend(smtp.EmailBackend):
    """Django's own, with such dialogues; `timeout` is the whole dialogue's."""

    @property
    def connection_class(self) -> type[Dialogue]:
        return SealedDialogue if self.use_ssl else Dialogue


class _Reading(io.RawIOBase):
    """What arrives, as long as there is time left."""

    def __init__(self, source: socket.socket, left: Callable[[], float]) -> None:
        self._source = source
        self._left = left

    def readable(self) -> bool:
        return True

    def readinto(self, room: Any) -> int:
        self._source.settimeout(self._left())
        return self._source.recv_into(room)
