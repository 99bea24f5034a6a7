"""The options that steps have besides their own."""

from __future__ import annotations

AGAIN = "again"  # at an end or while waiting
RESEND = "resend"  # another code, where one is asked for
# While a typed question is open: a flow that it may be about, none, not the one that opened.
FLOW = "flow:"
NONE = "question:none"
WRONG = "question:wrong"
LONGEST = len(FLOW) + 60  # with a flow's key


def is_about_question(option: str | None) -> bool:
    return option is not None and (option in {NONE, WRONG} or option.startswith(FLOW))
