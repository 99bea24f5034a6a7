"""A free port that nobody else is given by chance before a test binds it."""

from __future__ import annotations

import os
import secrets
import socket
from contextlib import suppress

# Below the ports that systems hand out by themselves; each of the tests' processes has its own.
FIRST, EACH, PROCESSES = 20_000, 1_000, 12
WORKER = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


def free_port() -> int:
    for _try in range(100):
        port = FIRST + EACH * (WORKER % PROCESSES) + secrets.randbelow(EACH)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            return port
    raise AssertionError("no port is free")
