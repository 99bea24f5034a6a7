"""Has a picture drawn anew by `redrawing`, a child process with hard limits."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import BoundedSemaphore

from django.utils.translation import gettext as _

from selfservice.files import redrawing
from selfservice.files.errors import NoRoom, NotTaken, TooLarge

PROGRAM = Path(redrawing.__file__)
MOST_PIXELS = 40_000_000
SIDE = 2560  # pixels of the longer side as it is kept
MEMORY = 320 * 1024 * 1024
CPU_SECONDS = 5
WALL_SECONDS = 20.0  # of a machine with other work; on an idle one the processor time ends sooner
AT_ONCE = 2  # children of one web process
PATIENCE_SECONDS = 3.0  # a waiting upload holds one of the web process's threads
_free = BoundedSemaphore(AT_ONCE)


def redrawn(content: bytes) -> bytes:
    """The picture from its pixels alone, as JPEG or PNG. Raises NotTaken."""
    with _turn():
        status, new = _run(content)
    if status == redrawing.DONE:
        return new
    if status == redrawing.TOO_MANY_PIXELS:
        raise TooLarge(
            _("This picture has more than 40 megapixels. Please send a screenshot of it instead.")
        )
    raise NotTaken(
        _("This picture cannot be opened. Please choose it again, or send a screenshot of it.")
    )


def _run(content: bytes) -> tuple[int, bytes]:
    """Isolated from our modules, environment and files; killed when its time is over.

    A machine under load runs out of time too, so that the sentence asks to try again.
    """
    limits = (MOST_PIXELS, SIDE, MEMORY, CPU_SECONDS)
    try:
        done = subprocess.run(  # noqa: S603 - our own program, without a shell
            (sys.executable, "-I", str(PROGRAM), *map(str, limits)),
            input=content,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            cwd="/",
            timeout=WALL_SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired as error:
        raise NotTaken(
            _("This picture took too long to open. Please try again, or send a screenshot of it.")
        ) from error
    return done.returncode, done.stdout


@contextmanager
def _turn() -> Iterator[None]:
    """Few at a time, so that pictures never take the memory and cores of everything else."""
    if not _free.acquire(timeout=PATIENCE_SECONDS):
        raise NoRoom(_("Many pictures are arriving just now. Please send yours again in a minute."))
    try:
        yield
    finally:
        _free.release()
