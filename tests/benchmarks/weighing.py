"""How much a shopper's browser loads until the first step can be answered."""

from __future__ import annotations

import tempfile
from pathlib import Path

from tests.benchmarks.serving import embedded, in_the_shell


def weighing() -> str:
    with tempfile.TemporaryDirectory() as folder:
        code = "from tests.benchmarks.weights import weigh; weigh()"
        return in_the_shell(embedded(Path(folder)), code)
