"""Who writes too often on a ticket's page loses neither the words nor the photos."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
import time_machine
from django.test import override_settings

from integrations.desk.models import Message, Ticket
from selfservice.clock import now
from tests.flows.page.ticket.shopper import Shopper, photo


@pytest.fixture(autouse=True)
def _one_minute() -> Iterator[None]:
    with time_machine.travel(now(), tick=False):
        yield


def test_words_and_photos_stay_in_the_form_and_nothing_is_sent(
    shopper: Shopper, ticket: Ticket
) -> None:
    hidden = shopper.hidden()
    with override_settings(SESSION_REQUESTS_A_MINUTE=1):
        refused = shopper.sends("It hums.", hidden, photos=[photo("hum.jpg")])
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    html = refused.content.decode()
    assert "It hums.</textarea>" in html
    assert "hum.jpg" in html
    assert "Nothing is lost" in html
    assert not Message.objects.filter(ticket=ticket, author="shopper").exists()

    sent = shopper.sends("It hums.", shopper.hidden(refused))
    assert "Your message has arrived." in sent.content.decode()
    assert len(Message.objects.get(ticket=ticket, author="shopper").files) == 1


def test_a_file_is_refused_with_a_page_that_says_when_to_come_back(
    shopper: Shopper, ticket: Ticket
) -> None:
    path = "files/00000000-0000-4000-8000-000000000000/"
    shopper.looks()
    with override_settings(SESSION_REQUESTS_A_MINUTE=1):
        refused = shopper.looks(path=path)
    assert refused.status_code == 429
    assert "Nothing is lost" in refused.content.decode()
