"""How long the whole installation takes from nothing to its first page."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

import httpx

from tests.journeys.installation import running


def time_to_first_page() -> str:
    with tempfile.TemporaryDirectory() as var_dir:
        started = time.monotonic()
        with running(Path(var_dir)) as installation:
            httpx.get(f"{installation.address}/help/demo/").raise_for_status()
            return f"{time.monotonic() - started:.1f} s from an empty folder to the first page"
