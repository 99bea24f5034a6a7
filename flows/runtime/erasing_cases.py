"""Erases a whole case at its shopper's wish: the conversation and every ticket that came of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from flows.models import Session
from flows.runtime.errors import UnderWay, UnknownSession
from flows.runtime.forgetting import forget, seize
from integrations import erasing
from integrations.delivery_words import action
from integrations.desk.case_files import files_of
from integrations.desk.models import Ticket
from integrations.desk.opening import hold_numbering
from integrations.models import Delivery
from selfservice import clock
from selfservice.files import keeping
from selfservice.privacy import audit
from selfservice.tenancy.models import Shop, User


@dataclass(frozen=True, slots=True)
class Case:
    """`session` may have gone with age, while its tickets are still kept."""

    shop: Shop
    session: UUID | None
    tickets: tuple[Ticket, ...]

    def ticket_ids(self) -> list[UUID]:
        return [each.pk for each in self.tickets]

    def files(self) -> list[str]:
        """The ids of those that its tickets name."""
        return [file for each in self.tickets for file in files_of(each)]

    def deliveries(self) -> list[Delivery]:
        return erasing.deliveries_of(self.session, self.ticket_ids())


def case_of(shop: Shop, start: Session | Ticket) -> Case:
    """With the tickets of the same conversation, those that went on from another included."""
    session = start.pk if isinstance(start, Session) else start.session
    known = {start.pk} if isinstance(start, Ticket) else set()
    while True:
        tickets = list(Ticket.objects.filter(_near(session, known)).order_by("number"))
        session = session or next((each.session for each in tickets if each.session), None)
        found = {each.pk for each in tickets}
        if found == known:
            return Case(shop, session, tuple(tickets))
        known = found


def refuse_under_way(case: Case) -> None:
    """Raises UnderWay. What nobody has decided about is a promise, too."""
    open_ones = [each for each in case.deliveries() if erasing.is_under_way(each)]
    if open_ones:
        raise UnderWay(
            _("This is still under way: %(actions)s. Let it end, or decide about it, then erase.")
            % {"actions": "; ".join(action(each) for each in open_ones)}
        )


def erase_case(shop: Shop, start: Session | Ticket, by: User) -> Case:
    """All of it at once, or nothing; what there was. Raises UnderWay, and UnknownSession if
    somebody else has erased it meanwhile."""
    with transaction.atomic():
        hold_numbering(shop)  # no ticket of the conversation is opened meanwhile
        case = case_of(shop, start)
        seized = case.session is not None and seize(case.session)
        # Who is answering one right now ends first, and who comes later finds it gone.
        Ticket.objects.filter(pk__in=case.ticket_ids()).update(updated=clock.now())
        if not (seized or case.tickets):
            raise UnknownSession(_("This is no longer here: it was erased."))
        refuse_under_way(case)
        _record(case, by, seized)
        _forget(case)
        return case


def _near(session: UUID | None, known: set[UUID]) -> Q:
    onward = Ticket.objects.filter(pk__in=known).values("goes_on_in")
    near = Q(pk__in=known) | Q(goes_on_in__in=known) | Q(pk__in=onward)
    return near if session is None else near | Q(session=session)


def _record(case: Case, by: User, with_session: bool) -> None:
    if with_session:
        audit.record(case.shop, by, "session.erased", Session(pk=case.session))
    for ticket in case.tickets:
        audit.record(case.shop, by, "ticket.erased", ticket)


def _forget(case: Case) -> None:
    erasing.mask(case.session, case.ticket_ids())
    keeping.erase(case.session, case.files())
    if case.session is not None:
        forget(case.session)
    Ticket.objects.filter(pk__in=case.ticket_ids()).delete()
