"""How many answers a second the endpoints give, beside a bare application with their statements."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from tests.benchmarks.asking import ASKED, WALK, Asking
from tests.benchmarks.loading import CONNECTIONS, Chain, Load, load, post
from tests.benchmarks.recording import AROUND
from tests.benchmarks.serving import (
    Server,
    Store,
    embedded,
    free_port,
    in_the_shell,
    on_postgresql,
    serving,
)

ADDRESS = os.environ.get("BENCH_DATABASE_URL", "postgres://postgres@127.0.0.1:5432/selfservice")
ROUNDS = 3
SESSIONS = 50  # of one kind in one round
WARMING = 32
AIM_RATIO, AIM_STATEMENTS, AIM_SPREAD = 0.5, 6, 2.5


def answering() -> str:
    with tempfile.TemporaryDirectory() as folder:
        return "\n".join(_on_each(Path(folder)))


def _on_each(folder: Path) -> Iterator[str]:
    yield (
        f"{CONNECTIONS} connections, {ROUNDS} rounds by turns, load of the machine before"
        f" {os.getloadavg()[0]:.1f}; ratios are to a bare application with the same statements"
    )
    try:
        with on_postgresql(folder / "postgresql", ADDRESS) as store:
            yield from _measured(store)
    except psycopg.OperationalError as error:
        yield f"  PostgreSQL: left out, because {str(error).strip()}"
    yield from _measured(embedded(folder / "sqlite"))


def _measured(store: Store) -> Iterator[str]:
    store.var_dir.mkdir(parents=True)
    written = store.var_dir / "prepared.json"
    kinds = [*ASKED, *(f"bare {name}" for name in ASKED)]
    sessions = len(kinds) * (WARMING + ROUNDS * SESSIONS)
    code = f"from tests.benchmarks.preparing import prepare; prepare({str(written)!r}, {sessions})"
    in_the_shell(store, code)
    prepared = json.loads(written.read_text())
    with _servers(store, written) as (product, bare):
        targets = [
            *(Target(product, asking.path, asking) for asking in ASKED.values()),
            *(Target(bare, f"/{quote(name)}", asking) for name, asking in ASKED.items()),
        ]
        loads = _by_turns(targets, iter(prepared["tokens"]))
        own = load(bare.port, [[post("/nothing", b"", "text/plain", {})] * 2000] * CONNECTIONS)
    yield f"  {store.name}, {store.served}; the loader itself: {own.rate():,.0f}/s"
    for index, name in enumerate(ASKED):
        yield _told(name, loads[index], loads[index + len(ASKED)], prepared["statements"][name])


@dataclass(frozen=True, slots=True)
class Target:
    server: Server
    path: str
    asking: Asking

    def load(self, tokens: Sequence[str]) -> Load:
        """Raises RuntimeError if any answer was not taken."""
        chains = [self.chain(token) for token in tokens]
        before = self.server.worked()
        loaded = load(self.server.port, chains)
        loaded.worked = self.server.worked() - before
        if loaded.failures:
            raise RuntimeError(f"{len(loaded.failures)} failed, as {loaded.failures[0]}")
        return loaded

    def chain(self, token: str) -> Chain:
        asking = self.asking
        return [
            post(self.path, asking.body(token, option), asking.kind, asking.headers(token))
            for option in WALK
        ]


@contextmanager
def _servers(store: Store, prepared: Path) -> Iterator[tuple[Server, Server]]:
    """The product's and the reference's, on the same rows."""
    environment = store.environment()
    told = {"REFERENCE": str(prepared), "REFERENCE_DATABASE": store.file_or_address()}
    with ExitStack() as running:
        port = free_port()
        product = running.enter_context(serving(store.product(port), environment, port))
        port = free_port()
        argv = store.server(port, "tests.benchmarks.reference:application")
        bare = running.enter_context(serving(argv, {**environment, **told}, port))
        yield product, bare


def _by_turns(targets: Sequence[Target], tokens: Iterator[str]) -> list[Load]:
    """Each round loads every target, so that a machine that slows down slows them all."""
    whole = [Load() for _target in targets]
    for target in targets:
        target.load([next(tokens) for _ in range(WARMING)])
    for _round in range(ROUNDS):
        for target, sum_of in zip(targets, whole, strict=True):
            sum_of.add(target.load([next(tokens) for _ in range(SESSIONS)]))
    return whole


def _told(name: str, ours: Load, bare: Load, statements: Sequence[Any]) -> str:
    counted = sum(sql not in AROUND and "BEGIN" not in sql for sql, _parts in statements)
    spread = ours.p99() / ours.p50()
    return (
        f"    {name}: {ours.rate():,.0f}/s, {ours.rate() / bare.rate():.2f} of {bare.rate():,.0f}/s"
        f" (aim {AIM_RATIO}); {counted} statements (aim {AIM_STATEMENTS});"
        f" processor of the web server {ours.work():.2f} ms, bare {bare.work():.2f} ms"
        f" ({bare.work() / ours.work():.2f});"
        f" p50 {ours.p50():.1f} ms, p99 {ours.p99():.1f} ms, {spread:.1f} times (aim {AIM_SPREAD});"
        f" bare p50 {bare.p50():.1f}, p99 {bare.p99():.1f} ms"
    )
