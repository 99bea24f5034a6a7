"""A broker of a test's own, to be killed: files, or a Redis in the run that has services."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Protocol

import pytest
from redis import Redis
from redis.exceptions import RedisError

from tests.ports import free_port

QUEUE = "deliveries"
PATIENCE_SECONDS = 120  # of a busy machine


class Broker(Protocol):
    address: str

    def waiting(self) -> int:
        """How many rings no worker has picked up."""

    def lose_everything(self) -> None:
        """Dies at once, and comes back empty."""


class FileBroker:
    """What one machine has by itself: nothing that runs, only a folder."""

    address = "filesystem://"

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def waiting(self) -> int:
        return len(list(self.folder.glob(f"*.{QUEUE}.msg")))

    def lose_everything(self) -> None:
        shutil.rmtree(self.folder)


class RedisBroker:
    """As `compose.yaml` starts it, on a port and with a folder of its own."""

    def __init__(self, program: str, folder: Path) -> None:
        self.program = program
        self.folder = folder
        self.port = free_port()
        self.address = f"redis://127.0.0.1:{self.port}/0"
        self.client = Redis(port=self.port)
        self.start()

    def start(self) -> None:
        self.folder.mkdir(exist_ok=True)
        where = ["--bind", "127.0.0.1", "--port", str(self.port), "--dir", str(self.folder)]
        kept = ["--appendonly", "yes", "--maxmemory-policy", "noeviction"]
        quiet = ["--logfile", str(self.folder / "log")]
        self.server = subprocess.Popen([self.program, *where, *kept, *quiet])
        ends = time.monotonic() + PATIENCE_SECONDS
        while not self._answers():
            assert time.monotonic() < ends, f"Redis did not start: see {self.folder}/log"
            time.sleep(0.05)

    def waiting(self) -> int:
        return self.client.llen(QUEUE)

    def kill(self) -> None:
        self.server.kill()
        self.server.wait()

    def freeze(self) -> None:
        """It is there, and never answers."""
        self.server.send_signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self.server.send_signal(signal.SIGCONT)

    def lose_everything(self) -> None:
        self.kill()
        shutil.rmtree(self.folder)
        self.start()

    def _answers(self) -> bool:
        with suppress(RedisError):
            return bool(self.client.ping())
        return False


@contextmanager
def redis_broker(folder: Path) -> Iterator[RedisBroker]:
    program = shutil.which("redis-server")
    if program is None:
        missing = "no broker was killed: install redis-server"
        if os.environ.get("CI"):
            pytest.fail(missing)
        pytest.skip(missing)
    broker = RedisBroker(program, folder)
    try:
        yield broker
    finally:
        broker.kill()
