"""Owner's texts with facts that shoppers typed and vendors sent."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import Any

import pytest

from flows.texts import plain_text, safe_html

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.mark.parametrize("typed", ["2026-13-45", "0000-00-00"])
def test_what_only_looks_like_a_date_stays_as_it_was_typed(typed: str) -> None:
    assert plain_text({"en": "{answer.note}"}, "en", {"answer": {"note": typed}}) == typed


@pytest.mark.parametrize(
    "address",
    ["http://[", "javascript:alert(1)", "//evil.example", "data:text/html,x", "", None, 7],
)
def test_what_is_no_web_address_leads_nowhere(address: Any) -> None:
    facts = {"order": {"tracking_url": address}}
    html = safe_html({"en": "[Track]({order.tracking_url})"}, "en", facts)
    assert 'href="#"' in html


def test_no_fact_becomes_markup() -> None:
    facts = {"order": {"carrier": HOSTILE, "tracking_url": f'https://a.example/"{HOSTILE}'}}
    html = safe_html({"en": "{order.carrier} [Track]({order.tracking_url})"}, "en", facts)
    assert "<img" not in html
    assert html.count('"') == html.replace("&quot;", "").count('"')


def test_braces_that_a_shopper_typed_are_not_filled_in() -> None:
    facts = {"answer": {"note": "{order.email}"}, "order": {"email": "jane@example.com"}}
    assert "jane" not in safe_html({"en": "{answer.note}"}, "en", facts)


class Parts(HTMLParser):
    """The tags and attributes that a browser would find."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes |= {name: value or "" for name, value in attrs}


def parts_of(html: str) -> tuple[set[str], dict[str, str]]:
    parts = Parts()
    parts.feed(html)
    return parts.tags, parts.attributes


def html_of(source: str, **facts: Any) -> str:
    return safe_html({"en": source}, "en", facts).strip()


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("**bold** and *slanted*", "<p><strong>bold</strong> and <em>slanted</em></p>"),
        ("one\ntwo", "<p>one<br>\ntwo</p>"),
        ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
        ("### Title", "<h3>Title</h3>"),
        ("> said", "<blockquote>\n<p>said</p>\n</blockquote>"),
        ("use `SALE`", "<p>use <code>SALE</code></p>"),
        ("1. first\n2. second", "<ol>\n<li>first</li>\n<li>second</li>\n</ol>"),
        ("Tea &amp; cups &lt;b&gt; & more", "<p>Tea &amp; cups &lt;b&gt; &amp; more</p>"),
        (r"5 \* 3 and \_no\_", "<p>5 * 3 and _no_</p>"),
        ("~~no such thing~~ | a | b |", "<p>~~no such thing~~ | a | b |</p>"),
        ("# Too large", "Too large"),
    ],
)
def test_plain_markdown_is_drawn(written: str, shown: str) -> None:
    assert html_of(written) == shown


def test_lists_are_drawn_inside_lists() -> None:
    html = html_of("- tea\n  - green\n  - black\n- cups")
    assert html.replace("\n", "") == (
        "<ul><li>tea<ul><li>green</li><li>black</li></ul></li><li>cups</li></ul>"
    )


@pytest.mark.parametrize(
    "written", ["<https://shop.example/a?b=1&c=2>", "[there](https://shop.example/a?b=1&c=2)"]
)
def test_a_link_opens_beside_the_page_and_tells_nothing_about_it(written: str) -> None:
    html = html_of(written)
    assert 'href="https://shop.example/a?b=1&amp;c=2"' in html
    assert 'target="_blank"' in html
    assert 'rel="noopener noreferrer"' in html


def test_a_bare_address_stays_text() -> None:
    assert html_of("See https://shop.example/") == "<p>See https://shop.example/</p>"


@pytest.mark.parametrize(
    "written",
    [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](data:text/html;base64,PHNjcmlwdD4=)",
        "<javascript:alert(1)>",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "![x](javascript:alert(1))",
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        'a <b onclick="alert(1)">b</b>',
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        '[x](https://a.example "\\" onclick=alert(1) x=\\"")',
        "```html\n<script>alert(1)</script>\n```",
    ],
)
def test_no_text_of_an_owner_runs_or_draws_raw_markup(written: str) -> None:
    tags, attributes = parts_of(html_of(written))
    assert tags <= {"p", "a", "code"}
    assert attributes.keys() <= {"href", "target", "rel", "title"}
    assert attributes.get("href", "https:").startswith("https:")


@pytest.mark.parametrize("written", ["[Track]({order.url})", "[Track](<{order.url}>)"])
def test_a_link_leads_where_a_fact_says(written: str) -> None:
    html = html_of(written, order={"url": "https://carrier.example/t?n=1&m=ž"})
    assert 'href="https://carrier.example/t?n=1&amp;m=%C5%BE"' in html


def test_a_fact_is_filled_into_bold_and_lists_without_becoming_markdown() -> None:
    html = html_of("- **{order.number}**", order={"number": "**1** [a](https://b.example)"})
    assert "<strong>**1** [a](https://b.example)</strong>" in html


@pytest.mark.parametrize("written", ["{order.some_long_name}", "*{a_b.c_d}* and {a_b.c_d}"])
def test_underscores_in_a_placeholder_are_no_emphasis(written: str) -> None:
    html = html_of(written, order={"some_long_name": "X"}, a_b={"c_d": "X"})
    assert "X" in html
    assert "{" not in html


@pytest.mark.parametrize(
    "written",
    ["[" * 3000, "*" * 3000, "> " * 300 + "a", "`" * 3000, "<" * 3000, "- " * 300, "[a](" * 900],
)
def test_no_text_stops_the_page(written: str) -> None:
    assert isinstance(html_of(written), str)
