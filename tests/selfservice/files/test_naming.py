"""The name that is kept harms nobody who shows, mails or saves it."""

from __future__ import annotations

import pytest

from selfservice.files.kinds import Kind
from selfservice.files.naming import clean_name, name_to_show


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("cat.jpeg", "cat.jpg"),
        ("../../etc/passwd", "passwd.jpg"),
        (r"C:\Users\jane\cat.PNG", "cat.jpg"),
        ("cat.jpg.html", "cat.jpg.jpg"),
        ("invoice\u202egpj.exe", "invoicegpj.jpg"),
        ("a\x00b\r\nSet-Cookie: c\u2028d", "abSet-Cookie c d.jpg"),
        ('<img src=x>"|?*', "img src=x.jpg"),
        ("  . .hidden. ", "hidden.jpg"),
        ("...", "photo.jpg"),
        ("", "photo.jpg"),
        (".jpg", "photo.jpg"),
        ("žluťoučký kůň.jpg", "žluťoučký kůň.jpg"),
        ("z\u030c.jpg", "ž.jpg"),
        ("\ud800.jpg", "photo.jpg"),
        ("x" * 300, "x" * 80 + ".jpg"),
    ],
)
def test_a_name_is_cleaned_and_ends_in_what_the_file_is(sent: str, kept: str) -> None:
    assert clean_name(sent, Kind.JPEG) == kept


def test_a_file_without_a_name_is_called_what_it_is() -> None:
    assert clean_name("?", Kind.PDF) == "document.pdf"


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("../notes.docx", "notes.docx"),
        ("invoice\u202egpj.exe", "invoicegpj.exe"),
        ("<b>\r\nx.svg", "b x.svg"),
        ("y" * 300, "y" * 80),
        ("", "document"),
    ],
)
def test_a_file_that_is_not_taken_is_named_as_harmlessly(sent: str, shown: str) -> None:
    assert name_to_show(sent) == shown
