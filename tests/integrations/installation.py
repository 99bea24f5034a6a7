"""A whole installation of its own for one test: a database, a broker and processes to kill."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg
from django.conf import settings

from tests.databases import SQLITE, beside, name_of, rows

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 300  # of a busy machine; no test waits for long by itself


class Installation:
    """Runs code and programs against a database that the test's own process does not touch."""

    def __init__(self, directory: Path, database_url: str, **env: str) -> None:
        self.database_url = database_url
        self.directory = directory
        self.programs: list[subprocess.Popen[bytes]] = []
        self.env = os.environ | {
            "VAR_DIR": str(directory),
            "DATABASE_URL": database_url,
            "PYTHONPATH": str(ROOT),
            "PYTHONWARNINGS": "ignore",
            "LOG_LEVEL": "ERROR",
            **env,
        }

    def run(self, module: str, *arguments: str, **env: str) -> str:
        """The standard output of a module that runs to its end."""
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            env=self.env | env,
            cwd=ROOT,
            check=True,
            stdout=subprocess.PIPE,
            text=True,
        )
        return done.stdout

    def call(self, function: str, *arguments: str) -> str:
        """What `module.function` writes, in a process of its own."""
        return self.run("tests.integrations.calling", function, *arguments)

    def start(self, *command: str, **env: str) -> subprocess.Popen[bytes]:
        program = subprocess.Popen(
            [sys.executable, *command], env=self.env | env, cwd=ROOT, start_new_session=True
        )
        self.programs.append(program)
        return program

    def worker(self) -> subprocess.Popen[bytes]:
        options = ["--pool", "threads", "--concurrency", "2", "--loglevel", "ERROR"]
        quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat"]
        return self.start(
            "-m", "celery", "-A", "selfservice", "worker", "-Q", "deliveries", *options, *quiet
        )

    def relay(self) -> subprocess.Popen[bytes]:
        return self.start("manage.py", "relay", "--interval", "0.2")

    def sever(self) -> None:
        """Ends every connection to the database, as a server that starts again does."""
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        with psycopg.connect(beside(self.database_url, "postgres"), autocommit=True) as admin:
            admin.execute(ended, [name_of(self.database_url)])

    def rows(self, query: str) -> list[Any]:
        return rows(self.database_url, query)

    def wait_for(self, query: str, wanted: Callable[[Any], bool]) -> list[Any]:
        """Polls until the first value is wanted; the rows as they stand when patience ends."""
        ends = time.monotonic() + PATIENCE_SECONDS
        found = self.rows(query)
        while time.monotonic() < ends and not (found and wanted(found[0][0])):
            time.sleep(0.1)
            found = self.rows(query)
        return found

    def stop(self, program: subprocess.Popen[bytes]) -> int:
        """As a deploy would: asks it to finish what it is doing."""
        program.terminate()
        return program.wait(PATIENCE_SECONDS)

    def kill(self, program: subprocess.Popen[bytes]) -> None:
        """As the machine's memory or power would: the whole group, at once."""
        if program.poll() is None:
            os.killpg(program.pid, signal.SIGKILL)
        program.wait()


@contextmanager
def migrated(directory: Path) -> Iterator[Installation]:
    """With the tables made, to be copied; on the same kind of database as the rest of the run."""
    with _database(directory, None) as url:
        made = Installation(directory, url)
        settings_module = {"DJANGO_SETTINGS_MODULE": "selfservice.settings"}
        made.run("django", "migrate", "--verbosity", "0", **settings_module)
        yield made


@contextmanager
def installation(directory: Path, template: Installation, **env: str) -> Iterator[Installation]:
    """A copy of the template. Its mails go nowhere."""
    with _database(directory, template) as url:
        keys = directory / "keys"
        shutil.copytree(template.directory / "keys", keys)
        installed = Installation(directory, url, EMAIL_URL="memorymail://", **env)
        try:
            yield installed
        finally:
            for program in installed.programs:
                installed.kill(program)


@contextmanager
def _database(directory: Path, template: Installation | None) -> Iterator[str]:
    default = settings.DATABASES["default"]
    if default["ENGINE"].endswith("sqlite3"):
        path = directory / "crash.sqlite3"
        if template is not None:
            shutil.copyfile(template.database_url.removeprefix(SQLITE), path)
        yield f"{SQLITE}{path}"
        return
    server = os.environ["DATABASE_URL"]
    name = f"crash_{uuid4().hex[:12]}"
    copied = f" TEMPLATE {name_of(template.database_url)}" if template else ""
    with psycopg.connect(beside(server, "postgres"), autocommit=True) as admin:
        admin.execute(f"CREATE DATABASE {name}{copied}".encode())
    try:
        yield beside(server, name)
    finally:
        with psycopg.connect(beside(server, "postgres"), autocommit=True) as admin:
            admin.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
