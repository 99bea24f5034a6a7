"""Runs every measurement, or those named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.benchmarks.answering import answering
from tests.benchmarks.routing import routing
from tests.benchmarks.starting import time_to_first_page
from tests.benchmarks.weighing import weighing

MEASUREMENTS: dict[str, Callable[[], str]] = {
    "answers": answering,
    "routing": routing,
    "start": time_to_first_page,
    "weight": weighing,
}


def main(names: list[str]) -> int:
    unknown = [name for name in names if name not in MEASUREMENTS]
    if unknown:
        sys.stderr.write(f"No such measurement: {', '.join(unknown)}. ")
        sys.stderr.write(f"There are: {', '.join(MEASUREMENTS)}.\n")
        return 2
    for name in names or MEASUREMENTS:
        sys.stdout.write(f"{name}: {MEASUREMENTS[name]()}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
