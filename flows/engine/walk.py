"""One walk along the flows: from step to step until something has to happen first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from flows.engine.document import Document, GoTo
from flows.engine.entries import PERSON, Entry, Key
from flows.engine.ledger import Ledger
from flows.engine.passing import go_on, request_effects
from flows.engine.position import Awaits, Passed, Position
from flows.engine.questions import Stage
from flows.engine.texts import Format, plain
from flows.engine.trail import Trail

MAX_VISITS = 20
# Only a flow that no check has seen can go on for so long without waiting.
MAX_PASSED = 5_000


class Walk:
    """Used once. Its methods return what is awaited, or None to go on."""

    def __init__(
        self,
        documents: Mapping[str, Document],
        first: Entry,
        ledger: Ledger,
        form: Format = plain,
    ) -> None:
        self.documents = documents
        self.ledger = ledger
        self.first = first
        self.trail = Trail(first, ledger, form)
        self.visits: Counter[tuple[str, str]] = Counter()
        self.visits_of_request: Counter[tuple[str, str]] = Counter()
        self.wanted_flow = ""

    def run(self) -> Position:
        awaits = self._enter(self.first.value["flow"])
        while awaits is None:
            awaits = self._advance()
        trail = self.trail
        trail.rest()
        return Position(
            key=trail.key,
            step=trail.step,
            awaits=awaits,
            facts=trail.facts,
            path=tuple(trail.path),
            effects=tuple(trail.effects),
            arguments=trail.arguments,
            subject=trail.subject,
            wanted_flow=self.wanted_flow,
            reopened=self.ledger.reopened(trail.key),
            proven=trail.proven,
        )

    def _advance(self) -> Awaits | None:
        jump = self.ledger.entered(self.trail.key)
        if jump is not None:
            return self._jump(*jump)
        taken = go_on(self.trail)
        return taken if isinstance(taken, Awaits) else self._leave(taken)

    def _leave(self, taken: str) -> Awaits | None:
        """The way to a person and every exit that is missing lead to the flow's own person."""
        trail = self.trail
        answer = self.ledger.answered.get(trail.key) if trail.step.takes_shopper() else None
        trail.path.append(Passed(trail.key, taken, answer, facts=trail.known_here()))
        if isinstance(trail.step, GoTo) and trail.step.flow and taken != PERSON:
            return self._enter(trail.step.flow)
        target = trail.step.exits.get(taken) if taken in trail.step.exit_ids() else None
        return self._arrive(trail.key.flow, target or self._person(trail.key.flow))

    def _jump(self, index: int, entry: Entry) -> Awaits | None:
        """Follows an entry that left this very visit for another flow."""
        trail = self.trail
        request_effects(trail)
        led_by, known = entry.value.get("question"), trail.known_here()
        led_by = led_by and Stage(led_by)
        trail.path.append(Passed(trail.key, "entered", None, led_by=led_by, facts=known))
        trail.turn_aside()
        if entry.value.get("again"):
            trail.begin(index)
            self.visits_of_request.clear()
        for name, facts in entry.value.get("facts", {}).items():
            trail.know(name, facts)
        return self._enter(entry.value["flow"])

    def _enter(self, flow: str) -> Awaits | None:
        if flow not in self.documents:
            self.wanted_flow = flow
            return Awaits.FLOW
        return self._arrive(flow, self.documents[flow].start)

    def _arrive(self, flow: str, step: str) -> Awaits | None:
        if self.visits_of_request[flow, step] >= MAX_VISITS:
            step = self._person(flow)
        if step not in self.documents[flow].steps or len(self.trail.path) >= MAX_PASSED:
            return Awaits.NOTHING
        self.visits[flow, step] += 1
        self.visits_of_request[flow, step] += 1
        key = Key(flow, step, self.visits[flow, step])
        self.trail.stand(key, self.documents[flow].steps[step])
        return None

    def _person(self, flow: str) -> str:
        return self.documents[flow].person
