"""An owner's text becomes a heading and safe markup."""

from __future__ import annotations

from flows.page.wording import wording_of


def test_a_short_first_sentence_is_the_heading() -> None:
    wording = wording_of("<p>Where is it &amp; when?</p>\n<p>Soon.</p>")

    assert wording.heading == "Where is it & when?"
    assert wording.body == "<p>Soon.</p>"


def test_a_text_that_opens_otherwise_stays_whole() -> None:
    assert wording_of("<p><strong>Hi</strong> there</p>").heading == ""
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
