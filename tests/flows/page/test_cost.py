"""What an answer given on the page costs the database."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.flows.api.test_cost import NOT_COUNTED
from tests.flows.page.forms_in import Page, Shopper

RATING = 'FROM "flows_rating"'


def test_an_answer_takes_six_statements_besides_the_rating_of_its_end(
    shopper: Shopper, found: Page
) -> None:
    with CaptureQueriesContext(connection) as captured:
        page = shopper.sends(found, option="no")
    ran = [query["sql"] for query in captured.captured_queries]
    assert page.status == 200
    assert page.token == found.token
    counted = [sql for sql in ran if not sql.startswith(NOT_COUNTED) and RATING not in sql]
    assert len(counted) <= 6, "\n".join(counted)
