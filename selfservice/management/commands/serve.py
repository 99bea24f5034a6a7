"""Starts everything one installation on one machine needs, and stops it together."""

from __future__ import annotations

import os
import socket
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from http.client import HTTPConnection, HTTPException
from importlib.util import find_spec
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import OperationalError, connection

from selfservice.listening import bound
from selfservice.supervisor import Program, Supervisor

TEND_SECONDS = 0.2
WORKER_THREADS = 4


class Command(BaseCommand):
    help = "Starts the web server, the Celery workers, the relay and the scheduler."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sign_ins = StringIO()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--webs", type=int, default=1, help="web processes (1)")
        parser.add_argument("--workers", type=int, default=1, help="Celery workers (1)")
        parser.add_argument("--logs", action="store_true", help="write to VAR_DIR/logs instead")
        parser.add_argument(
            "--stop-with-parent", action="store_true", help="stop when the parent process ends"
        )

    def handle(
        self, *, webs: int, workers: int, logs: bool, stop_with_parent: bool, **_options: Any
    ) -> None:
        parent = os.getppid() if stop_with_parent else None
        sockets = bound(settings.HOST, settings.PORT)
        self._prepare()
        supervisor = Supervisor(self._say, settings.VAR_DIR / "logs" if logs else None, parent)
        try:
            supervisor.start(programs(sockets, webs, workers))
            self._announce(supervisor)
            while supervisor.tend():
                time.sleep(TEND_SECONDS)
        finally:
            supervisor.stop()
        self._say("Everything is stopped.")
        sys.exit(1 if supervisor.failed else 0)

    def _prepare(self) -> None:
        _reach_database()
        self._step("Preparing the database", lambda: call_command("migrate", verbosity=0))
        if not settings.LOCAL:
            self._step(
                "Collecting static files",
                lambda: call_command("collectstatic", "--noinput", verbosity=0),
            )
        if settings.DEMO:
            load = partial(call_command, "load_demo", stdout=self.sign_ins)
            self._step("Loading the demo shop", load)

    def _announce(self, supervisor: Supervisor) -> None:
        self._say("Starting the web server, the workers, the relay and the scheduler ...")
        if not _can_train():
            self._say("Typed questions learn nothing new: install requirements-training.txt.")
        if not _answers(supervisor):
            return
        if settings.DEMO:
            self._say(f"\n{self.sign_ins.getvalue()}")
            self._say(f"  The shop and its help:      {settings.DEMO_SHOP_URL}/demo/")
        self._say(f"  The admin, to sign in:      {settings.PUBLIC_URL}/admin/")
        self._say("\nPress Ctrl-C to stop.")

    def _step(self, words: str, work: Callable[[], object]) -> None:
        self._say(f"{words} ...")
        started = time.monotonic()
        work()
        self._say(f"  done in {time.monotonic() - started:.1f} s")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()


def _reach_database() -> None:
    try:
        connection.ensure_connection()
    except OperationalError as error:
        raise ImproperlyConfigured(
            "The database of DATABASE_URL cannot be reached: start it, or mend the address."
        ) from error


def programs(sockets: list[socket.socket], webs: int, workers: int) -> list[Program]:
    manage = (sys.executable, str(settings.BASE_DIR / "manage.py"))
    celery = (sys.executable, "-m", "celery", "--quiet", "--app", "selfservice")
    fds = tuple(each.fileno() for each in sockets)
    web = (*manage, "web", *(f"--fd={fd}" for fd in fds))
    # Workers need nothing of each other: what they would say to each other is in the rows.
    alone = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    worker = (*celery, "worker", "--pool=threads", f"--concurrency={WORKER_THREADS}", *alone)
    return [
        *(Program(f"web-{n}", web, fds) for n in range(1, webs + 1)),
        *(
            Program(
                f"worker-{n}",
                (*worker, "--queues=deliveries", f"--hostname=worker-{n}@%h", "--loglevel=INFO"),
            )
            for n in range(1, workers + 1)
        ),
        *_training(celery, alone),
        Program("relay", (*manage, "relay")),
        Program("scheduler", (*celery, "beat", "--pidfile=")),
    ]


def _training(celery: tuple[str, ...], alone: tuple[str, ...]) -> list[Program]:
    """None without scikit-learn: trainings wait, and models stay as they are."""
    if not _can_train():
        return []
    worker = ("worker", "--pool=prefork", "--concurrency=1", "--max-tasks-per-child=1", *alone)
    only_it = ("--include=classifier.training.task", "--queues=training", "--hostname=training@%h")
    return [Program("training", (*celery, *worker, *only_it, "--loglevel=INFO"))]


def _can_train() -> bool:
    return find_spec("sklearn") is not None


def _answers(supervisor: Supervisor) -> bool:
    """Waits for the first answer: the bound socket accepts before the server runs."""
    while supervisor.tend():
        connection = HTTPConnection(settings.HOST, settings.PORT, timeout=1)
        try:
            connection.request("GET", "/livez", headers={"Host": settings.ALLOWED_HOSTS[0]})
            connection.getresponse()
        except (OSError, HTTPException):
            time.sleep(TEND_SECONDS)
        else:
            return True
        finally:
            connection.close()
    return False
