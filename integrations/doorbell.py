"""Rings for deliveries: a Celery message that may be lost, sent beside the request, never in it."""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import threading
from uuid import UUID

from celery import current_app
from kombu.exceptions import KombuError

TASK = "integrations.deliver"
CAPACITY = 1000
EXPIRES_SECONDS = 60  # the relay rings again long before

log = logging.getLogger(__name__)


class _Ringer:
    """A bounded queue and the one thread that empties it; made anew in a forked process."""

    def __init__(self) -> None:
        self.pid = os.getpid()
        self.waiting: queue.Queue[UUID] = queue.Queue(CAPACITY)
        threading.Thread(target=self._run, name="doorbell", daemon=True).start()

    def _run(self) -> None:
        while True:
            if not publish(self.waiting.get()):
                self._forget()

    def _forget(self) -> None:
        """The relay finds these rows; trying the broker for each would only keep it busy."""
        with contextlib.suppress(queue.Empty):
            while True:
                self.waiting.get_nowait()


_lock = threading.Lock()
_ringers: list[_Ringer] = []


def ring(delivery_id: UUID) -> None:
    """Never waits and never raises: a full queue drops the ring, and the relay finds the row."""
    try:
        _ringer().waiting.put_nowait(delivery_id)
    except queue.Full:
        log.warning("The doorbell's queue is full; the relay will find delivery %s.", delivery_id)


def publish(delivery_id: UUID) -> bool:
    """Sends the message now; False if the broker cannot be reached within its short budget."""
    unreachable = current_app.connection_for_write().connection_errors
    try:
        current_app.send_task(TASK, args=[str(delivery_id)], expires=EXPIRES_SECONDS, retry=False)
    except (OSError, KombuError, *unreachable) as error:
        log.warning("The broker cannot be reached (%s); the relay goes on.", type(error).__name__)
        return False
    return True


def _ringer() -> _Ringer:
    with _lock:
        if not _ringers or _ringers[0].pid != os.getpid():
            _ringers[:] = [_Ringer()]
        return _ringers[0]
