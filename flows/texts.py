"""Owner's texts for shoppers: Markdown made safe, facts filled in and formatted by type."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlsplit

import nh3
from django.utils import formats, translation
from django.utils.html import escape
from markdown_it import MarkdownIt

from flows.engine.document import Text
from flows.engine.facts import MISSING, look
from flows.engine.texts import in_language, render

_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})
_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "blockquote", "code"}
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}$")
# Markdown turns the braces of a placeholder in a link's address into their escapes.
_IN_ADDRESS = re.compile(r"%7B([a-z][a-z0-9_]*(?:\.[a-z0-9_]+)*)%7D")


def plain_text(text: Text, language: str, facts: Mapping[str, Any], fallback: str = "") -> str:
    """Markdown as the owner wrote it, with the facts filled in."""
    return render(text, language, facts, formatted, fallback)


def safe_html(text: Text, language: str, facts: Mapping[str, Any], fallback: str = "") -> str:
    """The same as HTML. Values are filled in after the Markdown is rendered and cleaned.

    So neither a shopper's nor a vendor's text can become markup, and a value in a link's
    address must itself be a web address.
    """
    source = in_language(text, language, fallback)
    clean = nh3.clean(
        _markdown.render(source),
        tags=_TAGS,
        attributes={"a": {"href"}},
        set_tag_attribute_values={"a": {"target": "_blank"}},
    )
    clean = _IN_ADDRESS.sub(lambda match: _address(facts, match.group(1)), clean)
    return render({language: clean}, language, facts, _escaped)


def formatted(value: Any, language: str) -> str:
    """Dates in the language's own long form, yes and no in words, lists joined by semicolons."""
    with translation.override(language):
        if isinstance(value, bool):
            return str(translation.gettext("yes") if value else translation.gettext("no"))
        if isinstance(value, list | tuple):
            return "; ".join(formatted(each, language) for each in value)
        if isinstance(value, Mapping):
            return _named(value)
        if isinstance(value, str) and _DATE.match(value):
            return _date(value)
        if isinstance(value, int | float):
            return formats.number_format(value)
    return str(value)


def _date(value: str) -> str:
    """What only looks like a date was typed, or is a vendor's mistake: it stays as it is."""
    try:
        day = date.fromisoformat(value)
    except ValueError:
        return value
    return formats.date_format(day, "DATE_FORMAT")


def _named(value: Mapping[str, Any]) -> str:
    """An amount of money, or an item of an order."""
    if "amount" in value:
        places = -int(Decimal(value["amount"]).as_tuple().exponent)
        amount = formats.number_format(Decimal(value["amount"]), places, force_grouping=True)
        return f"{amount} {value['currency']}"
    return item_label(value)


def item_label(item: Mapping[str, Any]) -> str:
    quantity = item.get("quantity", 1)
    name = str(item.get("label") or item.get("name") or "")
    return name if quantity == 1 else f"{quantity} × {name}"


def _escaped(value: Any, language: str) -> str:
    return escape(formatted(value, language))


def _address(facts: Mapping[str, Any], path: str) -> str:
    value = look(facts, path)
    try:
        parts = urlsplit("" if value is MISSING else str(value))
    except ValueError:
        return "#"
    if parts.scheme not in {"https", "http"} or not parts.hostname:
        return "#"
    return escape(quote(str(value), safe=":/?#[]@!$&'()*+,;=%-._~"))
