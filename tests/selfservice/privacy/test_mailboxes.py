"""However an address is written, a budget counts the mailbox behind it."""

from __future__ import annotations

import pytest

from selfservice.privacy.mailboxes import mailbox_key


@pytest.mark.parametrize(
    "written",
    [
        " Victim@Gmail.com ",
        "victim+1@gmail.com",
        "victim+a+b@gmail.com",
        "v.i.c.tim@gmail.com",
        "vic.tim+1@googlemail.com",
        "victim@ｇmail.com",
        "victim@gm\u00adail.com",
    ],
)
def test_every_way_to_one_mailbox_counts_as_one(written: str) -> None:
    assert mailbox_key(written) == mailbox_key("victim@gmail.com")


@pytest.mark.parametrize("other", ["jane@x.cz", "j.ane@y.cz", "jane@y.com", "+a@y.cz"])
def test_two_mailboxes_are_two(other: str) -> None:
    assert mailbox_key(other) not in {mailbox_key("jane@y.cz"), mailbox_key("+b@y.cz")}


@pytest.mark.parametrize("odd", ["", "@", "jane", "jane@" + "x" * 70 + ".cz", "jane@..", "@@a"])
def test_what_is_no_address_still_has_a_name(odd: str) -> None:
    assert mailbox_key(odd) == mailbox_key(odd.upper())
