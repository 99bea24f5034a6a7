"""A mail server on this machine that goes by a script, and can be slow without ever pausing."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

TRICKLE = 500  # lines of a reply that never comes to its end; then all is well
DATA, END = b"DATA", b"."


class SlowServer:
    """Answers at once, but for the one command that it is `slow_at`: that reply trickles.

    The greeting is the reply to nothing, b"". `reached` tells that the trickling begins.
    """

    def __init__(self, slow_at: bytes) -> None:
        self.slow_at = slow_at
        self.reached, self.over = threading.Event(), threading.Event()
        self.codes = {b"": b"220", DATA: b"354"}  # to the others 250
        self.listening = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.listening.getsockname()[1]
        self.taken: list[bytes] = []

    def serve(self) -> None:
        with suppress(OSError):  # the client hung up, or the test is over
            conversation, _address = self.listening.accept()
            conversation.settimeout(60)
            with conversation:
                self._converse(conversation)

    def _converse(self, client: socket.socket) -> None:
        lines = client.makefile("rb")
        self._reply(client, b"")
        body: list[bytes] | None = None
        for line in lines:
            said = line.strip()
            if body is None:
                if said.upper() == DATA:
                    body = []
                self._reply(client, said.split(b" ")[0].upper())
            elif said == END:
                self.taken, body = body, None
                self._reply(client, END)
            else:
                body.append(said)

    def _reply(self, client: socket.socket, to: bytes) -> None:
        code = self.codes.get(to, b"250")
        if to == self.slow_at:
            self.reached.set()
            for _line in range(TRICKLE):
                client.sendall(code + b"-not yet\r\n")
                if self.over.wait(0.01):
                    return
        client.sendall(code + b" ok\r\n")


@contextmanager
def slow_server(slow_at: bytes) -> Iterator[SlowServer]:
    server = SlowServer(slow_at)
    thread = threading.Thread(target=server.serve)
    thread.start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError):
            server.listening.shutdown(socket.SHUT_RDWR)  # wakes whoever waits for a client
        server.listening.close()
        thread.join()
