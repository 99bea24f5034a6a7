"""The queue: what waits longest first."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from flows.desk.rows import found, rows_of
from integrations.desk.queue import counts, queue
from selfservice.parameters import text_of
from selfservice.tenancy.access import need, person_of
from selfservice.tenancy.framing import framed
from selfservice.tenancy.roles import Action

PER_PAGE = 25
LONGEST = 100

# The name of each part, and what is said when there is nothing in it.
PARTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "all": (
        gettext_lazy("All open"),
        gettext_lazy("Nobody is waiting. Everything that came in has been answered."),
    ),
    "mine": (gettext_lazy("Mine"), gettext_lazy("Nothing is assigned to you right now.")),
    "unassigned": (gettext_lazy("Unassigned"), gettext_lazy("Every ticket has somebody.")),
    "waiting": (
        gettext_lazy("Waiting for the shopper"),
        gettext_lazy("No shopper owes us an answer."),
    ),
    "closed": (gettext_lazy("Closed"), gettext_lazy("Nothing was closed yet.")),
}


@require_safe
def queue_page(request: HttpRequest) -> HttpResponse:
    need(request, Action.WORK_TICKETS)
    which = request.GET.get("which", "all")
    which = which if which in PARTS else "all"
    asked = text_of(request.GET, "q", LONGEST)
    person = person_of(request)
    tickets = found(queue(which, person), asked)
    page = Paginator(tickets, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "which": which,
        "parts": _parts(counts(person)),
        "empty": PARTS[which][1],
        "asked": asked,
        "page": page,
        "rows": rows_of(page.object_list),
    }
    return framed(request, "desk/queue.html", _("Tickets"), context)


def _parts(numbers: dict[str, int]) -> list[dict[str, Any]]:
    return [
        {"which": which, "name": name, "count": numbers.get(which, 0)}
        for which, (name, _empty) in PARTS.items()
    ]
