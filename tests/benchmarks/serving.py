"""Databases and web servers that live for one measurement."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE_SECONDS = 60.0
STOP_SECONDS = 20.0
GRANIAN = ("-m", "granian", "--interface", "wsgi", "--workers", "2", "--blocking-threads", "4")
QUIET = ("--no-ws", "--log-level", "warning")
# The requests of all shoppers come from one address here.
UNLIMITED = dict.fromkeys(("SESSION_REQUESTS_A_MINUTE", "NETWORK_REQUESTS_A_MINUTE"), "1000000000")
WAITRESS = ("-m", "waitress", "--threads", "8")  # as many as `manage.py web` has


@dataclass(frozen=True, slots=True)
class Store:
    """Where an installation keeps its rows, and how such an installation is served."""

    name: str
    served: str  # in words
    var_dir: Path
    database: str = ""  # an address; nothing is SQLite

    def environment(self) -> dict[str, str]:
        named = {"DATABASE_URL": self.database} if self.database else {}
        always = {"PATH": os.environ["PATH"], "VAR_DIR": str(self.var_dir), "LOG_LEVEL": "ERROR"}
        return {**always, **UNLIMITED, **named}

    def file_or_address(self) -> str:
        return self.database or str(self.var_dir / "selfservice.sqlite3")

    def server(self, port: int, application: str) -> list[str]:
        if self.database:
            return [*GRANIAN, *QUIET, "--port", str(port), application]
        return [*WAITRESS, "--listen", f"127.0.0.1:{port}", application]

    def product(self, port: int) -> list[str]:
        """As compose.yaml starts it, or as `make demo` does."""
        if self.database:
            return self.server(port, "selfservice.wsgi:application")
        return ["manage.py", "web"]


def embedded(folder: Path) -> Store:
    return Store("SQLite", "waitress, 1 process of 8 threads", folder)


@contextmanager
def on_postgresql(folder: Path, address: str) -> Iterator[Store]:
    """A database of its own beside the one named. Raises psycopg.OperationalError."""
    parts = urlsplit(address)
    name = f"{parts.path.strip('/') or 'selfservice'}_bench"
    beside = urlunsplit(parts._replace(path="/postgres"))
    with psycopg.connect(beside, autocommit=True, connect_timeout=3) as server:
        _drop(server, name)
        server.execute(f'CREATE DATABASE "{name}"'.encode())
        try:
            served = "granian, 2 processes of 4 threads"
            database = urlunsplit(parts._replace(path=f"/{name}"))
            yield Store("PostgreSQL", served, folder, database)
        finally:
            _drop(server, name)


def _drop(server: psycopg.Connection, name: str) -> None:
    server.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)'.encode())


def in_the_shell(store: Store, code: str) -> str:
    """What Python prints inside an installation on this store."""
    argv = [sys.executable, "manage.py", "shell", "-v", "0", "-c", code]
    said = subprocess.run(
        argv, cwd=ROOT, env=store.environment(), stdout=subprocess.PIPE, text=True, check=True
    )
    return said.stdout.strip()


@dataclass(frozen=True, slots=True)
class Server:
    port: int
    pid: int

    def worked(self) -> float:
        """Seconds of processor time of all its processes so far; asks Linux."""
        return sum(map(_worked, _family(self.pid)))


def _family(pid: int) -> Iterator[int]:
    yield pid
    for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
        yield from _family(int(child))


def _worked(pid: int) -> float:
    parts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(parts[11]) + int(parts[12])) / os.sysconf("SC_CLK_TCK")


@contextmanager
def serving(argv: list[str], environment: dict[str, str], port: int) -> Iterator[Server]:
    """The server, once it listens on the port."""
    environment = {**environment, "PORT": str(port)}
    said = Path(environment["VAR_DIR"]) / f"server-{port}.log"
    with (
        said.open("wb") as log,
        subprocess.Popen(
            [sys.executable, *argv], cwd=ROOT, env=environment, stdout=log, stderr=log
        ) as server,
    ):
        try:
            _wait_for(server, port, said)
            yield Server(port, server.pid)
        finally:
            _stop(server)


def _stop(server: subprocess.Popen[bytes]) -> None:
    server.terminate()
    try:
        server.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        server.kill()


def _wait_for(server: subprocess.Popen[bytes], port: int, said: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while server.poll() is None and time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"A server of this measurement did not start: {said.read_text()}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port: int = probe.getsockname()[1]
        return port
