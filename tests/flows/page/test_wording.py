"""An owner's text becomes a heading and safe markup."""

from __future__ import annotations

from flows.page.wording import wording_of


def test_a_short_first_sentence_is_the_heading() -> None:
    wording = wording_of("<p>Where is it &amp; when?</p>\n<p>Soon.</p>")

    assert wording.heading == "Where is it & when?"
    assert wording.body == "<p>Soon.</p>"


def test_the_first_of_several_sentences_is_the_heading() -> None:
    wording = wording_of(
        "<p>Your order is cancelled. You get the money <em>back</em>.</p><p>Bye.</p>"
    )

    assert wording.heading == "Your order is cancelled."
    assert wording.body == "<p>You get the money <em>back</em>.</p><p>Bye.</p>"
    assert wording_of("<p>See order no. 5 in the list</p>").heading == "See order no. 5 in the list"


def test_a_bold_beginning_is_the_heading() -> None:
    wording = wording_of("<p><strong>It is cancelled</strong>. Nothing will come.</p>")

    assert (wording.heading, wording.body) == ("It is cancelled.", "<p>Nothing will come.</p>")
    assert wording_of("<p><strong>Why?</strong></p>\n<p>So.</p>").body == "<p>So.</p>"


def test_a_text_that_opens_otherwise_stays_whole() -> None:
    assert wording_of("<p>Hi <em>there</em></p>").heading == ""
    assert wording_of(f"<p>{'long ' * 40}</p>").heading == ""


def test_links_open_outside_the_frame() -> None:
    link = wording_of('<p><a href="https://x.example">x</a></p>').body

    assert 'target="_blank"' in link
    assert "noopener" in link


def test_scripts_are_gone_even_if_they_came_this_far() -> None:
    body = wording_of(
        '<p>a</p><script>x()</script><a href="javascript:x()">b</a><p onclick="x()">c'
    )

    assert "script" not in body.body
    assert "onclick" not in body.body
