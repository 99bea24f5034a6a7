"""A receiver of webhooks as a shop would write one: verifies, and keeps each id once."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass
class Receiver:
    """`statuses` are given out one by one before it is well. Written from the specification of
    Standard Webhooks, and sharing nothing with the sender."""

    secret: str = ""
    port: int = 0
    statuses: list[int] = field(default_factory=list)
    headers: dict[str, str] = field(default_factory=dict)
    heard: list[str] = field(default_factory=list)  # the id of every call, verified or not
    forged: list[str] = field(default_factory=list)
    events: dict[str, dict[str, Any]] = field(default_factory=dict)  # by id: the effects
    silent: bool = False  # hangs up after taking the event

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/hook"

    def take(self, headers: dict[str, str], body: bytes) -> int:
        key, at = headers["webhook-id"], headers["webhook-timestamp"]
        self.heard.append(key)
        if not self._is_genuine(headers, f"{key}.{at}.".encode() + body):
            self.forged.append(key)
            return 401
        if self.statuses:
            return self.statuses.pop(0)
        self.events.setdefault(key, json.loads(body))
        return 204

    def _is_genuine(self, headers: dict[str, str], signed: bytes) -> bool:
        secret = base64.b64decode(self.secret.removeprefix("whsec_"))
        mine = base64.b64encode(hmac.new(secret, signed, hashlib.sha256).digest()).decode()
        theirs = [each.split(",") for each in headers["webhook-signature"].split(" ")]
        return any(version == "v1" and hmac.compare_digest(mine, each) for version, each in theirs)


@contextmanager
def receiving(receiver: Receiver) -> Iterator[Receiver]:
    class Door(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            named = {name.lower(): value for name, value in self.headers.items()}
            status = receiver.take(named, body)
            if receiver.silent:
                return
            self.send_response(status)
            for name, value in receiver.headers.items():
                self.send_header(name, value)
            self.end_headers()

        def log_message(self, *_said: object) -> None:
            """Nobody reads it."""

    with ThreadingHTTPServer(("127.0.0.1", receiver.port), Door) as server:
        receiver.port = server.server_port
        thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
        thread.start()
        try:
            yield receiver
        finally:
            server.shutdown()
            thread.join()
