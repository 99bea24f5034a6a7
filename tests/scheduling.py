"""Which tests of one run go to the same process."""

from __future__ import annotations

from xdist.scheduler import LoadScopeScheduling

JOURNEYS = "tests/journeys/"


class JourneysTogether(LoadScopeScheduling):  # type: ignore[misc]
    """Every test by itself; the browser's journeys first, one after another in one process.

    They share an installation and a browser, which keep a machine busy enough. The longest work
    comes first, so that no process waits for it at the end.
    """

    def _split_scope(self, nodeid: str) -> str:
        return JOURNEYS if nodeid.startswith(JOURNEYS) else nodeid
