"""Keeps the programs of one installation running, and ends every one of them with itself."""

from __future__ import annotations

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

GRACE_SECONDS = 20.0
QUICK_SECONDS = 5.0
QUICK_DEATHS = 3
PR_SET_PDEATHSIG = 1
ASKING_TO_STOP = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)


@dataclass(frozen=True, slots=True)
class Program:
    name: str
    argv: tuple[str, ...]
    pass_fds: tuple[int, ...] = ()


@dataclass(slots=True)
class _Running:
    program: Program
    process: subprocess.Popen[bytes]
    started: float
    quick_deaths: int = 0


def _die_with_parent() -> Callable[[], None] | None:
    """Linux ends a child whose supervisor was killed outright; elsewhere nothing can."""
    if not sys.platform.startswith("linux"):
        return None
    prctl = ctypes.CDLL(None).prctl
    return lambda: prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


@dataclass(slots=True)
class Supervisor:
    """Starts programs in groups of their own, so that Ctrl-C reaches only the supervisor."""

    say: Callable[[str], None]
    log_dir: Path | None = None
    stop_with: int | None = None  # the process id of a parent, when its end is ours
    running: list[_Running] = field(default_factory=list)
    stopping: bool = False
    failed: bool = False

    def start(self, programs: Sequence[Program]) -> None:
        for number in ASKING_TO_STOP:
            signal.signal(number, self._asked_to_stop)
        for program in programs:
            self.running.append(_Running(program, self._spawn(program), time.monotonic()))

    def tend(self) -> bool:
        """One look at every program; False when it is time to stop them all."""
        if self.stop_with is not None and _is_ending(self.stop_with):
            self.stopping = True
        self.failed = not self.stopping and not all(map(self._kept, self.running))
        return not self.stopping and not self.failed

    def stop(self) -> None:
        for each in self.running:
            _signal_group(each.process, signal.SIGTERM)
        deadline = time.monotonic() + GRACE_SECONDS
        for each in self.running:
            try:
                each.process.wait(max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                self.say(f"{each.program.name} did not end in time and was killed.")
            _signal_group(each.process, signal.SIGKILL)
            each.process.wait()

    def _asked_to_stop(self, _number: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def _spawn(self, program: Program) -> subprocess.Popen[bytes]:
        with self._log(program) as log:
            return subprocess.Popen(  # noqa: S603 - the programs are our own, without a shell
                program.argv,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT if self.log_dir else None,
                pass_fds=program.pass_fds,
                start_new_session=True,
                preexec_fn=_die_with_parent(),  # noqa: PLW1509 - this process has one thread
            )

    @contextmanager
    def _log(self, program: Program) -> Iterator[int | None]:
        """Open until the program has it: who starts programs again for months keeps none."""
        if self.log_dir is None:
            yield None
            return
        self.log_dir.mkdir(parents=True, exist_ok=True)
        log = os.open(
            self.log_dir / f"{program.name}.log", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600
        )
        try:
            yield log
        finally:
            os.close(log)

    def _kept(self, each: _Running) -> bool:
        """Starts a program again that ended by itself, unless it ends at once every time."""
        status = each.process.poll()
        if status is None or self.stopping:
            return True
        quick = time.monotonic() - each.started < QUICK_SECONDS
        each.quick_deaths = each.quick_deaths + 1 if quick else 0
        where = f" (see {self.log_dir / each.program.name}.log)" if self.log_dir else ""
        if each.quick_deaths >= QUICK_DEATHS:
            self.say(f"{each.program.name} ends at once with status {status}{where}. Stopping.")
            return False
        self.say(f"{each.program.name} ended with status {status}{where}; starting it again.")
        each.process, each.started = self._spawn(each.program), time.monotonic()
        return True


def _is_ending(parent: int) -> bool:
    """Whether our parent ended, or was interrupted alone and waits for us to end."""
    return os.getppid() != parent or _is_interrupted(parent)


def _is_interrupted(parent: int) -> bool:
    """GNU make waits for its children inside its signal handler, and so with that signal blocked.

    Who starts another program blocks all signals for a moment and is not ending. Linux shows what
    is blocked; elsewhere only the parent's end is seen.
    """
    try:
        status = Path(f"/proc/{parent}/status").read_text()
    except OSError:  # the parent ended a moment ago, or this is not Linux
        return False
    line = next(line for line in status.splitlines() if line.startswith("SigBlk"))
    mask = int(line.split()[1], 16)
    blocked = [bool(mask & 1 << (number - 1)) for number in ASKING_TO_STOP]
    return any(blocked) and not all(blocked)


def _signal_group(process: subprocess.Popen[bytes], number: signal.Signals) -> None:
    try:
        os.killpg(process.pid, number)
    except ProcessLookupError:
        return
