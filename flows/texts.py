"""Owner's texts for shoppers: Markdown made safe, facts filled in and formatted by type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from html import unescape
from typing import Any
from urllib.parse import quote, urlsplit

import nh3
from django.utils.html import escape
from mistune import HTMLRenderer, create_markdown, safe_entity

from flows.engine.document import Text
from flows.engine.facts import MISSING, look
from flows.engine.texts import in_language, render
from integrations.fact_words import in_words


class _Drawing(HTMLRenderer):
    """Shows raw markup as the characters it is; an entity is the character it stands for."""

    def text(self, text: str) -> str:
        return safe_entity(text)


# Which addresses are harmful is for nh3 to say, which leaves no link at all.
_markdown = create_markdown(
    renderer=_Drawing(escape=True, allow_harmful_protocols=True), hard_wrap=True
)
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "code"}
# Markdown turns the braces of a placeholder in a link's address into their escapes.
_IN_ADDRESS = re.compile(r"%7B([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)%7D")


def plain_text(text: Text, language: str, facts: Mapping[str, Any], fallback: str = "") -> str:
    """Markdown as the owner wrote it, with the facts filled in."""
    return render(text, language, facts, in_words, fallback)


def safe_html(text: Text, language: str, facts: Mapping[str, Any], fallback: str = "") -> str:
    """The same as HTML. Values are filled in after the Markdown is rendered and cleaned.

    So neither a shopper's nor a vendor's text can become markup, and a value in a link's
    address must itself be a web address.
    """
    clean = _cleaned(in_language(text, language, fallback))
    clean = _IN_ADDRESS.sub(lambda match: _address(facts, match.group(1)), clean)
    return render({language: clean}, language, facts, _escaped)


def bare_text(text: Text, language: str, facts: Mapping[str, Any], fallback: str = "") -> str:
    """Without its Markdown, for where it is quoted among other texts."""
    bare = _bared(in_language(text, language, fallback))
    return render({language: bare}, language, facts, in_words)


@lru_cache(maxsize=2048)
def _cleaned(source: str) -> str:
    return nh3.clean(
        str(_markdown(source)),
        tags=_TAGS,
        attributes={"a": {"href"}},
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )


@lru_cache(maxsize=2048)
def _bared(source: str) -> str:
    return unescape(nh3.clean(_cleaned(source), tags=set())).strip()


def _escaped(value: Any, language: str) -> str:
    return escape(in_words(value, language))


def _address(facts: Mapping[str, Any], path: str) -> str:
    value = look(facts, path)
    try:
        parts = urlsplit("" if value is MISSING else str(value))
    except ValueError:
        return "#"
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        return "#"
    return escape(quote(str(value), safe=":/?#[]@!$&'()*+,;=%-._~"))
