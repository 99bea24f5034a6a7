"""A free port that nobody else is given by chance before a test binds it."""

from __future__ import annotations

import secrets
import socket
from contextlib import suppress

# Below the ports that systems hand out by themselves.
FIRST, LAST = 20_000, 32_000


def free_port() -> int:
    for _try in range(100):
        port = FIRST + secrets.randbelow(LAST - FIRST)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port is free")
