"""Hands a ticket's files to the people who work on it, and to nobody else."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from flows.desk.access import opened
from integrations.desk.case_files import files_of
from selfservice.files.models import File
from selfservice.files.serving import attachment
from selfservice.privacy import audit
from selfservice.tenancy.access import person_of, shop_of


@require_safe
def file(request: HttpRequest, number: int, pk: UUID) -> HttpResponse:
    """Only what came with this ticket: another's file is not there, whoever knows its id."""
    ticket = opened(request, number)
    if str(pk) not in files_of(ticket):
        raise Http404
    kept = get_object_or_404(File, pk=pk)
    audit.record(shop_of(request), person_of(request), "file.read", kept)
    return attachment(kept)
