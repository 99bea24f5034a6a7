"""The only writer of sessions: start, answer, ask, back, rate, move on, erase."""

from __future__ import annotations

from flows.runtime.advancing import resume
from flows.runtime.answering import again, answer
from flows.runtime.asking import ask
from flows.runtime.attaching import count_upload, keep_file
from flows.runtime.erasing import erase
from flows.runtime.erasing_cases import Case, case_of, erase_case, refuse_under_way
from flows.runtime.errors import (
    AlreadyAccepted,
    ExpiredLink,
    ExpiredSession,
    Invalid,
    NoRoom,
    NotTaken,
    Stale,
    TooLarge,
    TooMany,
    UnderWay,
    UnknownFlow,
    UnknownLink,
    UnknownSession,
)
from flows.runtime.holding import held, held_in_json
from flows.runtime.linking import check_link, find_link, mail_link, make_link, redeem
from flows.runtime.rating import rate, rating_of
from flows.runtime.reopening import back
from flows.runtime.starting import find, first_revision, peek, session_of, start, start_on

__all__ = [
    "AlreadyAccepted",
    "Case",
    "ExpiredLink",
    "ExpiredSession",
    "Invalid",
    "NoRoom",
    "NotTaken",
    "Stale",
    "TooLarge",
    "TooMany",
    "UnderWay",
    "UnknownFlow",
    "UnknownLink",
    "UnknownSession",
    "again",
    "answer",
    "ask",
    "back",
    "case_of",
    "check_link",
    "count_upload",
    "erase",
    "erase_case",
    "find",
    "find_link",
    "first_revision",
    "held",
    "held_in_json",
    "keep_file",
    "mail_link",
    "make_link",
    "peek",
    "rate",
    "rating_of",
    "redeem",
    "refuse_under_way",
    "resume",
    "session_of",
    "start",
    "start_on",
]
