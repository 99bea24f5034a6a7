"""Runs every measurement, or those named on the command line."""

from __future__ import annotations

import sys
from collections.abc import Callable

from tests.benchmarks.starting import time_to_first_page

MEASUREMENTS: dict[str, Callable[[], str]] = {
    "start": time_to_first_page,
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
