"""An owner's cleaned text as a heading and the rest, with links that leave the frame."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

import nh3
from django.utils.safestring import SafeString

_OPENING = re.compile(r"\A<p>([^<]{1,140})</p>\s*")
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
    opening = _OPENING.match(clean)
    if opening is None:
        return Wording("", SafeString(clean))
    return Wording(html.unescape(opening.group(1)), SafeString(clean[opening.end() :]))
