"""A file field names files of its own session, and no others."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

import pytest

from flows.engine.document import Ask
from flows.runtime.errors import Invalid
from flows.runtime.values import checked
from selfservice.files.taking import take
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.selfservice.files.samples import PDF, upload

MINE, ANOTHER = uuid.uuid4(), uuid.uuid4()
Send = Callable[..., str]


def step(**given: Any) -> Ask:
    field = {"name": "photo", "type": "file", "label": {"en": "Photo"}, **given}
    return Ask.model_validate({"kind": "ask", "fields": [field], "exits": {"next": "x"}})


def taken(sent: Any, session: uuid.UUID | None = MINE, **given: Any) -> Any:
    return checked(step(**given), {"photo": sent}, {}, session)["photo"]


@pytest.fixture
def send(in_shop: Shop) -> Send:
    def sent(content: bytes = PDF, session: uuid.UUID = MINE) -> str:
        return str(take(in_shop, session, upload(content)).pk)

    return sent


def test_the_value_is_a_list_of_ids_each_once(send: Send) -> None:
    first, second = send(), send(PDF + b"2")
    assert taken([second, first, second]) == [second, first]


def test_a_single_id_is_a_list_of_one(send: Send) -> None:
    one = send()
    assert taken(one) == [one]


@pytest.mark.parametrize("sent", [None, "", [], [""], [None]])
def test_a_field_that_is_not_required_may_be_empty(in_shop: Shop, sent: Any) -> None:
    assert taken(sent, required=False) == []
    with pytest.raises(Invalid, match="fill this in"):
        taken(sent)


@pytest.mark.parametrize(
    "sent", ["x", "../../etc/passwd", [[1]], {"a": 1}, 7, str(uuid.UUID(int=7))]
)
def test_what_is_no_file_is_refused_in_a_sentence(in_shop: Shop, sent: Any) -> None:
    with pytest.raises(Invalid, match="add it again"):
        taken(sent)


def test_another_sessions_file_is_refused_like_an_unknown_one(send: Send) -> None:
    for session in (ANOTHER, None):
        with pytest.raises(Invalid, match="add it again"):
            taken([send()], session)


def test_another_shops_file_is_refused_like_an_unknown_one(send: Send, other_shop: Shop) -> None:
    theirs = send()
    with within(other_shop), pytest.raises(Invalid, match="add it again"):
        taken([theirs])


@pytest.mark.parametrize(("given", "most"), [({}, 5), ({"maximum": 2}, 2), ({"maximum": 9}, 5)])
def test_a_field_takes_five_or_fewer(send: Send, given: dict[str, Any], most: int) -> None:
    sent = [send(PDF + bytes([each])) for each in range(most + 1)]
    assert taken(sent[:most], **given) == sent[:most]
    with pytest.raises(Invalid, match=f"at most {most} files"):
        taken(sent, **given)
