"""What is asked for outside says the time at which it was asked, in the reader's words."""

from __future__ import annotations

from typing import Any

from flows.engine.document import Document, load
from flows.engine.entries import OUTSIDE, Entry, EntryKind, Key
from flows.engine.position import Awaits, Position
from flows.engine.problems import Vocabulary, problems
from flows.engine.replay import replay

SURE = Key("leave", "sure", 1)
RECEIPT = Key("leave", "receipt", 1)
END = Key("leave", "end", 1)


def document() -> Document:
    """It checks the day, asks, mails a receipt that names the time, and ends."""
    call = {
        "id": "mail",
        "kind": "send_email",
        "arguments": {
            "to": {"text": {"en": "a@example.com"}},
            "subject": {"text": {"en": "s"}},
            "body": {"text": {"en": "On {now.date} at {now.time}: {chosen.items}"}},
        },
    }
    return load(
        {
            "schema": 1,
            "title": {"en": "Leave"},
            "languages": ["en"],
            "start": "day",
            "person": "end",
            "steps": {
                "day": {"kind": "check", "exits": {"otherwise": "sure"}},
                "sure": {
                    "kind": "ask",
                    "text": {"en": "Leave?"},
                    "fields": [
                        {
                            "name": "items",
                            "type": "several",
                            "label": {"en": "Items"},
                            "choices_from": "shop.items",
                        }
                    ],
                    "exits": {"next": "receipt"},
                },
                "receipt": {
                    "kind": "do",
                    "waits": False,
                    "effect": call,
                    "exits": {"done": "again"},
                },
                "again": {"kind": "check", "exits": {"otherwise": "end"}},
                "end": {"kind": "end", "text": {"en": "Noted on {now.date}, {now.time}."}},
            },
        }
    )


def entered() -> Entry:
    items = [{"id": "MUG", "name": "Blue mug"}, {"id": "TEA", "name": "Green tea"}]
    facts = {"session": {"language": "en"}, "shop": {"items": items}}
    return Entry(EntryKind.ENTERED, OUTSIDE, {"flow": "leave", "facts": facts})


def time(step: str, at: str) -> Entry:
    facts = {"now": {"date": "2026-11-22", "time": at}}
    return Entry(EntryKind.TIME, Key("leave", step, 1), {"facts": facts})


def asked(*entries: Entry) -> Position:
    answer = Entry(EntryKind.ANSWER, SURE, {"values": {"items": ["TEA"]}})

    def form(value: Any, _language: str) -> str:
        return "; ".join(each["name"] for each in value) if isinstance(value, list) else value

    return replay({"leave": document()}, (entered(), time("day", "08:00"), answer, *entries), form)


def test_the_time_of_an_earlier_check_is_not_the_time_of_the_receipt() -> None:
    assert (asked().awaits, asked().key) == (Awaits.TIME, RECEIPT)
    position = asked(time("receipt", "09:30"))
    assert position.effects[0].arguments["body"] == "On 2026-11-22 at 09:30: Green tea"
    assert position.facts["now"]["time"] == "09:30"


def test_the_time_of_a_receipt_stays_when_something_later_happens() -> None:
    accepted = Entry(EntryKind.ACCEPTED, RECEIPT, {"effect": "mail"})
    position = asked(time("receipt", "09:30"), accepted, time("receipt", "11:00"))
    assert position.effects[0].arguments["body"].startswith("On 2026-11-22 at 09:30")


def test_what_was_accepted_before_without_its_own_time_asks_for_none() -> None:
    accepted = Entry(EntryKind.ACCEPTED, RECEIPT, {"effect": "mail"})
    assert asked(accepted).awaits is Awaits.NOTHING
    assert asked(accepted).facts["now"]["time"] == "08:00"


def test_what_was_chosen_of_a_list_is_known_by_its_members() -> None:
    position = asked(time("receipt", "09:30"))
    assert position.facts["answer"]["items"] == ["TEA"]
    assert position.facts["chosen"]["items"] == [{"id": "TEA", "name": "Green tea"}]


def test_the_time_and_the_members_are_known_facts_to_the_checker() -> None:
    found = {each.code for each in problems(document(), Vocabulary())}
    assert not {each for each in found if "fact" in each}
