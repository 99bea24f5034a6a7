"""Asks a shop's connection something: in time, remembered for a moment, not while it rests."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLate
from typing import Any, TypeVar

from django.conf import settings
from django.core.cache import caches
from django.utils.translation import gettext as _

from integrations import breaker
from integrations.connectors import connect
from integrations.connectors.base import Connector
from integrations.digests import digest
from integrations.errors import ConnectorError, Refused, Silent
from integrations.models import Connection

T = TypeVar("T")
CACHE_SECONDS = 20  # answers a shopper's next steps without asking the vendor again

log = logging.getLogger(__name__)
_pool = ThreadPoolExecutor(max_workers=16, thread_name_prefix="lookup")


def asked(
    connection: Connection,
    kind: str,
    words: tuple[str, ...],
    ask: Callable[[Connector], T],
    refused: T,
    fresh: bool = False,
) -> T:
    """What `ask` makes of the connector; `refused` where the vendor said no.

    `words` are what is asked, for the answer to be remembered by. `fresh` does not take what was
    read moments ago. Raises the other errors of `integrations.errors`.
    """
    connector = connect(connection)
    if connector.local:
        return ask(connector)
    name = f"lookup:{kind}:{digest(str(connection.pk), *words)}"
    cache = caches["lookups"]
    known: Any = None if fresh else cache.get(name)
    if known is None:
        known = (_within_deadline(connection, lambda: ask(connector), refused),)
        cache.set(name, known, CACHE_SECONDS)
    found: T = known[0]
    return found


def _within_deadline(connection: Connection, ask: Callable[[], T], refused: T) -> T:
    if not breaker.admits(connection):
        raise Silent(_("The connection rests after failures."))
    future: Future[T] = _pool.submit(ask)
    try:
        answer = future.result(timeout=settings.LOOKUP_DEADLINE_SECONDS)
    except TooLate:
        error = Silent(_("No answer in time."))
        breaker.failed(connection, error.sentence)
        raise error from None
    except Refused:
        answer = refused
    except ConnectorError as error:
        breaker.failed(connection, error.sentence)
        raise
    except Exception as error:
        log.error("A look-up met a defect: %s", type(error).__name__)
        raise Silent(_("A defect in the software stopped the look-up.")) from error
    breaker.succeeded(connection)
    return answer
