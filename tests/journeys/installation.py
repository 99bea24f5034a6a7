"""One running installation for the journeys: the real programs, with data of their own."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60.0
STOP_SECONDS = 40.0
JOURNEYS_REDIS = "/14"
MAIL_LINK = re.compile(r'href="(/demo/mail/[0-9a-f-]{36}/)"')
CODE = re.compile(r"\b[0-9A-Z]{8}\b|\b[0-9A-Z]{4}[- ][0-9A-Z]{4}\b")
SIGN_IN = re.compile(r"(\S+@\S+)  password: (\S+)")


@dataclass(frozen=True, slots=True)
class Installation:
    address: str
    shop_address: str
    sign_ins: dict[str, str]
    environment: dict[str, str]

    def mails(self) -> list[str]:
        """The paths of the demo mailbox's mails, the newest first."""
        return MAIL_LINK.findall(httpx.get(f"{self.shop_address}/demo/mail/").text)

    def newest_code(self, after: int) -> str:
        """The code in the newest mail, once there are more than `after`."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while len(mails := self.mails()) <= after:
            assert time.monotonic() < deadline, "no mail arrived in the demo mailbox"
            time.sleep(0.1)
        body = httpx.get(f"{self.shop_address}{mails[0]}").text.partition("<pre>")[2]
        found = CODE.search(body)
        assert found, f"no code in this mail: {body}"
        return found[0]

    def effects(self, order: str, verb: str) -> int:
        """How often the demo shop's own ledger says the verb was carried out on the order."""
        asked = (
            "from integrations.demo_shop.models import DemoEffect\n"
            "from selfservice.tenancy.scope import across_shops\n"
            "with across_shops():\n"
            f"    print(DemoEffect.objects.filter(order__number={order!r}, verb={verb!r}).count())"
        )
        argv = [sys.executable, "manage.py", "shell", "-v", "0", "-c", asked]
        said = subprocess.run(
            argv, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return int(said.stdout)


@contextmanager
def running(var_dir: Path) -> Iterator[Installation]:
    """Embedded, or with two web processes and two workers where servers are named."""
    port = _free_port()
    with _storage() as storage:
        environment = {
            "PATH": os.environ["PATH"],
            "VAR_DIR": str(var_dir),
            "DEMO": "1",
            "PORT": str(port),
            **storage,
        }
        processes = ["--webs=2", "--workers=2"] if storage else []
        serving = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--logs", "--stop-with-parent", *processes],
            cwd=ROOT,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield Installation(
                f"http://localhost:{port}",
                f"http://127.0.0.1:{port}",
                dict(SIGN_IN.findall(_said_until_ready(serving))),
                environment,
            )
        finally:
            _stop(serving)


def _said_until_ready(serving: subprocess.Popen[str]) -> str:
    assert serving.stdout
    said = ""
    for line in serving.stdout:
        said += line
        if line.startswith("Press Ctrl-C"):
            return said
    raise AssertionError(f"The installation did not start:\n{said}")


def _stop(serving: subprocess.Popen[str]) -> None:
    serving.send_signal(signal.SIGTERM)
    try:
        serving.communicate(timeout=STOP_SECONDS)
    except subprocess.TimeoutExpired:
        serving.kill()
        serving.communicate()


@contextmanager
def _storage() -> Iterator[dict[str, str]]:
    """A PostgreSQL database of the journeys' own beside the one named, and Redis; or nothing."""
    named, redis = os.environ.get("DATABASE_URL", ""), os.environ.get("REDIS_URL", "")
    if not named.startswith("postgres"):
        yield {}
        return
    parts = urlsplit(named)
    name = f"{parts.path.strip('/')}_journeys"
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        _drop(server, name)
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            database = urlunsplit(parts._replace(path=f"/{name}"))
            queue = urlunsplit(urlsplit(redis)._replace(path=JOURNEYS_REDIS)) if redis else ""
            yield {"DATABASE_URL": database, "REDIS_URL": queue}
        finally:
            _drop(server, name)


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
