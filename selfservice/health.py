"""Tells a load balancer whether this process is alive and whether it may be sent shoppers."""

from __future__ import annotations

from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from selfservice.clock import now
from selfservice.models import Heartbeat


@never_cache
def livez(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok\n", content_type="text/plain")


@never_cache
def readyz(_request: HttpRequest) -> HttpResponse:
    fault = not_ready()
    return HttpResponse(
        f"{fault or 'ok'}\n", content_type="text/plain", status=503 if fault else 200
    )


def not_ready() -> str:
    """Why shoppers cannot be served yet, or nothing."""
    try:
        if _missing_migrations():
            return "Migrations are missing: run manage.py migrate."
        Heartbeat.objects.update_or_create(part="web", defaults={"at": now()})
    except DatabaseError:
        return "The database does not take writes."
    return ""


def _missing_migrations() -> bool:
    """Asked until none is missing: a database is never taken back under running code."""
    if "migrated" not in _known:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return True
        _known.add("migrated")
    return False


_known: set[str] = set()
