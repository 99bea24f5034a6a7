"""An owner's cleaned text as a heading and the rest, with links that leave the frame."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import nh3
from django.utils.safestring import SafeString

# A text in bold, or the first of several sentences, or a short paragraph of its own.
_OPENINGS = (
    re.compile(
        r"\A<p>(?P<heading><strong>[^<]{2,110}</strong>[.?!:]?)(?P<end></p>\s*|<br>\s*|\s+)"
    ),
    re.compile(r"\A<p>(?P<heading>[^<]{8,110}?[.?!])(?P<end><br>\s*|\s+)(?![\s\da-zà-ÿ])"),
    re.compile(r"\A<p>(?P<heading>[^<]{1,140})(?P<end></p>\s*)"),
)
_TAG = re.compile(r"<[^>]+>")
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "code"}


@dataclass(frozen=True, slots=True)
class Wording:
    """`heading` is plain text, or empty where the text does not open with a short sentence."""

    heading: str
    body: SafeString


def wording_of(text: str) -> Wording:
    """Cleans once more, because this is the one place where text turns into markup."""
    clean = nh3.clean(
        text,
        tags=_TAGS,
        attributes={"a": {"href"}},
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    opening = next(filter(None, (pattern.match(clean) for pattern in _OPENINGS)), None)
    if opening is None:
        return Wording("", SafeString(clean))
    rest = clean[opening.end() :]
    heading = html.unescape(_TAG.sub("", opening["heading"]))
    closed = opening["end"].startswith("</p>")
    return Wording(heading, SafeString(rest if closed else f"<p>{rest}"))
