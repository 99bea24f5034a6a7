"""Loads a web server over many connections from one thread, and notes how long each answer took."""

from __future__ import annotations

import selectors
import socket
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from statistics import median, quantiles

CONNECTIONS = 16
PATIENCE_SECONDS = 30.0
_LENGTH = b"content-length:"

Chain = Sequence[bytes]  # requests that have to follow one another


@dataclass(slots=True)
class Load:
    """`times` are in milliseconds; `failures` are the answers that were not 200.

    `worked` are the seconds of processor time that the server took, for whoever measures them.
    """

    times: list[float] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    seconds: float = 0.0
    worked: float = 0.0

    def add(self, other: Load) -> None:
        self.times += other.times
        self.failures += other.failures
        self.seconds += other.seconds
        self.worked += other.worked

    def rate(self) -> float:
        return len(self.times) / self.seconds

    def work(self) -> float:
        """Milliseconds of the server's processor for one answer."""
        return self.worked * 1000 / len(self.times)

    def p50(self) -> float:
        return median(self.times)

    def p99(self) -> float:
        return quantiles(self.times, n=100)[98]


def post(path: str, body: bytes, kind: str, headers: dict[str, str]) -> bytes:
    """One request as it goes over the wire."""
    lines = [
        f"POST {path} HTTP/1.1",
        "Host: localhost",
        f"Content-Type: {kind}",
        f"Content-Length: {len(body)}",
        *(f"{name}: {value}" for name, value in headers.items()),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


def load(port: int, chains: Iterable[Chain], connections: int = CONNECTIONS) -> Load:
    """Every connection takes the next chain once it is through with one."""
    waiting = iter(chains)
    done = Load()
    started = time.perf_counter()
    with selectors.DefaultSelector() as selector:
        opened = [_Connection(port, waiting, done) for _ in range(connections)]
        for each in opened:
            if each.send():
                selector.register(each.socket, selectors.EVENT_READ, each)
        while selector.get_map():
            ready = selector.select(PATIENCE_SECONDS)
            if not ready:
                raise TimeoutError(f"{len(selector.get_map())} answers never came.")
            for key, _events in ready:
                if not key.data.receive():
                    selector.unregister(key.fileobj)
    for each in opened:
        each.socket.close()
    done.seconds = time.perf_counter() - started
    return done


class _Connection:
    """Its methods return whether an answer is still to come."""

    def __init__(self, port: int, waiting: Iterator[Chain], done: Load) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.requests = (request for chain in waiting for request in chain)
        self.done = done
        self.received = b""
        self.sent = 0.0

    def send(self) -> bool:
        request = next(self.requests, None)
        if request is None:
            return False
        self.received, self.sent = b"", time.perf_counter()
        self.socket.sendall(request)
        return True

    def receive(self) -> bool:
        more = self.socket.recv(262_144)
        if not more:
            raise ConnectionError("The server closed a connection that was to be kept.")
        self.received += more
        if not _is_whole(self.received):
            return True
        self.done.times.append((time.perf_counter() - self.sent) * 1000)
        status = self.received.partition(b"\r\n")[0].decode()
        if status.split(" ")[1] != "200":
            self.done.failures.append(f"{status}: {self.received[-300:].decode()}")
        return self.send()


def _is_whole(received: bytes) -> bool:
    head, blank, body = received.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    length = next((line[len(_LENGTH) :] for line in lines if line.startswith(_LENGTH)), None)
    if blank and length is None:
        raise ValueError(f"An answer without a length: {head.decode()}")
    return bool(blank) and length is not None and len(body) >= int(length)
