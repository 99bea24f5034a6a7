"""One running installation for the journeys: the real programs, with data of their own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import httpx
import psycopg

from tests.databases import SQLITE, rows
from tests.integrations.brokers import redis_broker
from tests.ports import free_port

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 300.0  # of a busy machine; a test that passes waits for the worker alone
STOP_SECONDS = 120.0
# Tests that run at once have an installation each, and each installation its own database.
WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw")
MAIL_LINK = re.compile(r'href="(/demo/mail/[0-9a-f-]{36}/)"')
CODE = re.compile(r"Your code is ([0-9A-Z]{4} [0-9A-Z]{4})\b")
SIGN_IN = re.compile(r"(\S+@\S+)  password: (\S+)")


@dataclass(frozen=True, slots=True)
class Installation:
    address: str
    shop_address: str
    sign_ins: dict[str, str]
    environment: dict[str, str]
    database_url: str

    def mails(self) -> list[str]:
        """The paths of the demo mailbox's mails, the newest first."""
        return MAIL_LINK.findall(_got(f"{self.shop_address}/demo/mail/"))

    def mail(self, words: str, after: Sequence[str] = ()) -> str:
        """The newest mail with these words that was not there before, once it has come."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        read = set(after)
        while time.monotonic() < deadline:
            for path in self.mails():
                if path in read:
                    continue
                page = _got(f"{self.shop_address}{path}")
                if words in page:
                    return page
                read.add(path)
            time.sleep(0.1)
        raise AssertionError(f"no mail “{words}” arrived in the demo mailbox")

    def newest_code(self, after: Sequence[str]) -> str:
        """The code in the newest mail that was not there before."""
        found = CODE.search(self.mail("Your code is", after))
        assert found
        return found[1]

    def effects(self, order: str, verb: str) -> int:
        """How often the demo shop's own ledger says the verb was carried out on the order."""
        counted = rows(
            self.database_url,
            "SELECT count(*) FROM demo_shop_demoeffect effect"
            " JOIN demo_shop_demoorder placed ON placed.id = effect.order_id"
            f" WHERE placed.number = '{order}' AND effect.verb = '{verb}'",
        )
        return int(counted[0][0])

    def files_of_ticket(self, number: str) -> list[str]:
        """The names of the files that the ticket's case holds for as long as it is open."""
        said = self._said(
            "from integrations.desk.models import Ticket\n"
            "from selfservice.files.models import File\n"
            "from selfservice.tenancy.scope import across_shops\n"
            "with across_shops():\n"
            f"    case = Ticket.objects.get(number={number!r}).case\n"
            "    ids = [each['id'] for each in case['files']]\n"
            "    for file in File.objects.filter(pk__in=ids, last_needed=None): print(file.name)"
        )
        return sorted(said.split("\n")) if said else []

    def _said(self, asked: str) -> str:
        """What Python prints inside the installation."""
        argv = [sys.executable, "manage.py", "shell", "-v", "0", "-c", asked]
        said = subprocess.run(
            argv, cwd=ROOT, env=self.environment, capture_output=True, text=True, check=True
        )
        return said.stdout.strip()


def _got(address: str) -> str:
    return httpx.get(address, timeout=PATIENCE_SECONDS).text


@contextmanager
def running(var_dir: Path) -> Iterator[Installation]:
    """Embedded, or with two web processes and two workers where servers are named."""
    port = free_port()
    with _storage(var_dir) as storage:
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
                storage.get("DATABASE_URL") or f"{SQLITE}{var_dir / 'selfservice.sqlite3'}",
            )
        finally:
            ended = serving.poll()
            said = _stop(serving)
        assert ended is None, f"The installation ended by itself:\n{said}"


def _said_until_ready(serving: subprocess.Popen[str]) -> str:
    assert serving.stdout
    said = ""
    for line in serving.stdout:
        said += line
        if line.startswith("Press Ctrl-C"):
            return said
    raise AssertionError(f"The installation did not start:\n{said}")


def _stop(serving: subprocess.Popen[str]) -> str:
    """What it said at the end."""
    serving.send_signal(signal.SIGTERM)
    try:
        return serving.communicate(timeout=STOP_SECONDS)[0]
    except subprocess.TimeoutExpired:
        serving.kill()
        return serving.communicate()[0]


@contextmanager
def _storage(var_dir: Path) -> Iterator[dict[str, str]]:
    """A PostgreSQL database beside the one named and a Redis of the journeys' own; or nothing."""
    named = os.environ.get("DATABASE_URL", "")
    if not named.startswith("postgres"):
        yield {}
        return
    parts = urlsplit(named)
    name = f"{parts.path.strip('/')}_journeys_{WORKER}"
    with psycopg.connect(urlunsplit(parts._replace(path="/postgres")), autocommit=True) as server:
        _drop(server, name)
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            database = urlunsplit(parts._replace(path=f"/{name}"))
            with redis_broker(var_dir / "redis") as broker:
                yield {"DATABASE_URL": database, "REDIS_URL": broker.address}
        finally:
            _drop(server, name)


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())
