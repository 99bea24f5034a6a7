"""Rings for work: a Celery message that may be lost, sent beside the request, never in it."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import threading
from dataclasses import dataclass

from celery import current_app
from kombu.exceptions import KombuError

CAPACITY = 1000

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ring:
    task: str
    about: str  # the id of a row that says what there is to do
    expires: int  # seconds, after which the row is found anew anyway


class _Ringer:
    """A bounded queue and the one thread that empties it; made anew in a forked process."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.waiting: queue.Queue[Ring] = queue.Queue(CAPACITY)
        threading.Thread(target=self._run, name="doorbell", daemon=True).start()

    def _run(self) -> None:
        while True:
            if not publish(self.waiting.get()):
                self._forget()

    def _forget(self) -> None:
        """These rows are found anew; trying the broker for each would only keep it busy."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.waiting.get_nowait()


_lock = threading.Lock()
_ringers: list[_Ringer] = []


def ring(what: Ring) -> None:
    """Never waits and never raises: a full queue drops the ring, and the row is found anew."""
    try:
        _ringer().waiting.put_nowait(what)
    except queue.Full:
        log.warning("The doorbell's queue is full; %s %s waits.", what.task, what.about)


def publish(what: Ring) -> bool:
    """Sends the message now; False if the broker cannot be reached within its short budget."""
    unreachable = current_app.connection_for_write().connection_errors
    try:
        current_app.send_task(what.task, args=[what.about], expires=what.expires, retry=False)
    except (OSError, KombuError, *unreachable) as error:
        log.warning("The broker cannot be reached (%s); work is found anew.", type(error).__name__)
        return False
    return True


def _ringer() -> _Ringer:
    with _lock:
        if not _ringers or _ringers[0].pid != os.getpid():
            _ringers[:] = [_Ringer()]
        return _ringers[0]
