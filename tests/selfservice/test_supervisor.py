"""The supervisor ends every program it started, however it is told to stop."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from selfservice import supervisor

STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(60)"
SUPERVISING = textwrap.dedent(
    """
    import sys, time
    from pathlib import Path
    from selfservice import supervisor

    supervisor.GRACE_SECONDS = 0.5
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
    overseer = supervising(tmp_path, "import time; time.sleep(60)", STUBBORN)
    assert overseer.stdout
    pids = [int(overseer.stdout.readline()) for _program in range(2)]
    overseer.send_signal(number)
    overseer.communicate(timeout=30)
    assert overseer.returncode == 0
    assert not any(map(alive, pids))


def test_a_program_that_ends_at_once_every_time_stops_all(tmp_path: Path) -> None:
    overseer = supervising(tmp_path, "import time; time.sleep(60)", "print('why'); exit(3)")
    said, _nothing = overseer.communicate(timeout=30)
    assert overseer.returncode == 1
    assert said.count("starting it again") == 2
    assert f"ends at once with status 3 (see {tmp_path}/program-1.log)" in said
    assert (tmp_path / "program-1.log").read_text() == "why\n"
    assert not alive(int(said.split()[0]))
