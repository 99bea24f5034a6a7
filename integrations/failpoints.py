"""Named points at which a test kills the process, to prove that nothing is lost or done twice."""

from __future__ import annotations

import os
import signal

from django.conf import settings

POINTS = frozenset(
    {
        "accept.written",
        "accept.committed",
        "claim.written",
        "claim.committed",
        "call.before",
        "call.after",
        "record.written",
        "record.committed",
        "report.received",
    }
)


def reach(point: str) -> None:
    """Kills this process, as a power cut would, if FAILPOINT names this point."""
    if point == settings.FAILPOINT:
        os.kill(os.getpid(), signal.SIGKILL)
