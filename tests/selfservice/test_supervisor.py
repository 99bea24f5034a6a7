"""The supervisor ends every program it started, however it is told to stop."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import Iterable
from pathlib import Path

import pytest

from selfservice import supervisor

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="Linux alone shows the mask")
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(600)"
PATIENCE_SECONDS = 180  # of a busy machine
SUPERVISING = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from selfservice import supervisor

    supervisor.GRACE_SECONDS = 0.5
    supervisor.QUICK_SECONDS = 600.0  # however long a busy machine takes to start a program
    overseer = supervisor.Supervisor(print, Path(sys.argv[1]))
    overseer.start([
        supervisor.Program(f"program-{n}", (sys.executable, "-c", source))
        for n, source in enumerate(sys.argv[2:])
    ])
    for each in overseer.running:
        print(each.process.pid, flush=True)
    while overseer.tend():
        time.sleep(0.05)
    overseer.stop()
    sys.exit(int(overseer.failed))
    """
)


def supervising(logs: Path, *programs: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SUPERVISING, str(logs), *programs],
        stdout=subprocess.PIPE,
        text=True,
    )


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", supervisor.ASKING_TO_STOP)
def test_every_program_ends_with_the_supervisor(tmp_path: Path, number: int) -> None:
    overseer = supervising(tmp_path, "import time; time.sleep(600)", STUBBORN)
    assert overseer.stdout
    pids = [int(overseer.stdout.readline()) for _program in range(2)]
    overseer.send_signal(number)
    overseer.communicate(timeout=PATIENCE_SECONDS)
    assert overseer.returncode == 0
    assert not any(map(alive, pids))


def test_a_program_that_ends_at_once_every_time_stops_all(tmp_path: Path) -> None:
    overseer = supervising(tmp_path, "import time; time.sleep(600)", "print('why'); exit(3)")
    said, _nothing = overseer.communicate(timeout=PATIENCE_SECONDS)
    assert overseer.returncode == 1
    assert said.count("starting it again") == 2
    assert f"ends at once with status 3 (see {tmp_path}/program-1.log)" in said
    assert (tmp_path / "program-1.log").read_text() == "why\n"
    assert not alive(int(said.split()[0]))


def test_a_program_started_again_leaves_no_file_open(tmp_path: Path) -> None:
    program = supervisor.Program("program", (sys.executable, "-c", "print('why')"))
    overseer = supervisor.Supervisor(print, tmp_path)
    opened: list[int] = []
    for _time in range(2):
        overseer._spawn(program).wait(PATIENCE_SECONDS)
        with (tmp_path / "other").open("w") as other:
            opened.append(other.fileno())
    assert opened[0] == opened[1]
    assert (tmp_path / "program.log").read_text() == "why\n"


BLOCKING = textwrap.dedent(
    """
    import signal, sys
    signal.pthread_sigmask(signal.SIG_BLOCK, map(int, sys.argv[1:]))
    print("blocked", flush=True)
    sys.stdin.read()
    """
)


def seems_interrupted(blocked: Iterable[int]) -> bool:
    """What is thought of a parent that blocks these signals."""
    argv = [sys.executable, "-c", BLOCKING, *(str(int(number)) for number in blocked)]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as parent:
        assert parent.stdout
        assert parent.stdout.readline() == b"blocked\n"
        return supervisor._is_interrupted(parent.pid)


@on_linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_make_that_was_interrupted_alone_is_noticed(number: int) -> None:
    assert seems_interrupted([number])


def test_a_parent_that_is_gone_was_not_interrupted_alone() -> None:
    with subprocess.Popen([sys.executable, "-c", ""]) as parent:
        pass
    assert not supervisor._is_interrupted(parent.pid)


@on_linux
def test_a_parent_that_is_starting_another_program_is_not_ending() -> None:
    assert not seems_interrupted([])
    assert not seems_interrupted(supervisor.ASKING_TO_STOP)
    assert not seems_interrupted(signal.valid_signals())
