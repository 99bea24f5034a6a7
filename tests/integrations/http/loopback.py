"""Servers on this machine: some only count who knocks, some answer as badly as a test wants."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

LINGER = b"\x01\x00\x00\x00\x00\x00\x00\x00"  # closing resets the connection
OK = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"

Behaviour = Callable[[socket.socket], None]


@dataclass
class Server:
    port: int
    behaviour: Behaviour
    connections: int = 0
    requests: list[bytes] = field(default_factory=list)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"


@contextlib.contextmanager
def serving(
    behaviour: Behaviour,
    host: str = "127.0.0.1",
    port: int = 0,
    tls: ssl.SSLContext | None = None,
) -> Iterator[Server]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.create_server((host, port), family=family) as listening:
        server = Server(listening.getsockname()[1], behaviour)
        accepting = threading.Thread(target=_accept, args=(listening, server, tls), daemon=True)
        accepting.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            accepting.join(5)


def says(status: str, *headers: str, body: bytes = b"") -> Behaviour:
    head = "\r\n".join([f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", *headers])
    return sends(f"{head}\r\n\r\n".encode() + body)


def sends(answer: bytes) -> Behaviour:
    return lambda caller: caller.sendall(answer)


def resets(after: bytes = b"") -> Behaviour:
    def behave(caller: socket.socket) -> None:
        caller.sendall(after)
        caller.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, LINGER)

    return behave


def repeats(begin: bytes, again: bytes, pause: float = 0.0, most: int = 400) -> Behaviour:
    """Goes on until the caller hangs up; `pause` makes it a drip."""

    def behave(caller: socket.socket) -> None:
        caller.sendall(begin)
        for _turn in range(most):
            caller.sendall(again)
            threading.Event().wait(pause)

    return behave


def _accept(listening: socket.socket, server: Server, tls: ssl.SSLContext | None) -> None:
    while True:
        try:
            caller, _address = listening.accept()
        except OSError:
            return
        server.connections += 1
        threading.Thread(target=_attend, args=(caller, server, tls), daemon=True).start()


def _attend(caller: socket.socket, server: Server, tls: ssl.SSLContext | None) -> None:
    with contextlib.suppress(OSError), caller:
        caller.settimeout(20)
        if tls is None:
            _answer(caller, server)
        else:
            with tls.wrap_socket(caller, server_side=True) as wrapped:
                _answer(wrapped, server)


def _answer(caller: socket.socket, server: Server) -> None:
    request = b""
    while not _whole(request):
        piece = caller.recv(65536)
        if not piece:
            return
        request += piece
    server.requests.append(request)
    server.behaviour(caller)


def _whole(request: bytes) -> bool:
    head, end, body = request.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next((line[15:] for line in lines if line.startswith(b"content-length:")), b"0")
    return bool(end) and len(body) >= int(length)
