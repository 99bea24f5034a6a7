"""What an agent is writing: it comes back, files and all, whenever it could not be sent."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from django.http import HttpRequest

from flows.enclosing import Refused, keep, unsealed
from integrations.desk.models import Ticket
from selfservice.files.reading import Described
from selfservice.files.taking import take


@dataclass(frozen=True, slots=True)
class Draft:
    """`kept` are the files that go with it; `seen` how many messages the agent had before them."""

    body: str = ""
    is_note: bool = False
    kept: tuple[Described, ...] = ()
    seen: int | None = None

    @property
    def is_empty(self) -> bool:
        return not (self.body.strip() or self.kept)

    @property
    def files(self) -> list[str]:
        return [each.id for each in self.kept]


def posted(request: HttpRequest, ticket: Ticket) -> tuple[Draft, Refused | None]:
    """The draft, its files kept already, and why one of them was not taken."""
    dropped = request.POST.get("drop")
    given = [each for each in request.POST.getlist("kept") if each != dropped]
    take_one = partial(take, ticket.shop, None)
    named = unsealed(purpose_of(ticket), given)
    refused, kept = keep(request.FILES.getlist("files"), named, take_one)
    body, is_note = request.POST.get("body", ""), request.POST.get("kind") == "note"
    return Draft(body, is_note, kept, _seen(request)), refused


def purpose_of(ticket: Ticket) -> str:
    return f"answer to {ticket.pk}"


def _seen(request: HttpRequest) -> int | None:
    seen = request.POST.get("seen", "") or request.GET.get("seen", "")
    return int(seen) if seen.isdecimal() and len(seen) < 9 else None
