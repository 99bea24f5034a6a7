"""Reads the forms of a page and sends them the way a browser without scripts would."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from django.test import Client


@dataclass
class Page:
    """A page's hidden fields by form, each a value or a list of them, and its plain text."""

    status: int
    html: str
    hidden: dict[str, dict[str, Any]] = field(default_factory=dict)

    @property
    def token(self) -> str:
        return str(self.hidden["go"]["token"])


class _Forms(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.hidden: dict[str, dict[str, Any]] = {}
        self._form = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = given["id"]
            self.hidden[self._form] = {}
        elif tag == "input" and given.get("type") == "hidden" and "disabled" not in given:
            self._add(given["name"], given["value"])

    def _add(self, name: str, value: str) -> None:
        fields = self.hidden[self._form]
        fields[name] = value if name not in fields else [*_listed(fields[name]), value]


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


@dataclass
class Shopper:
    """A browser without scripts, on one shop's help page."""

    client: Client
    path: str = "/help/anna/"

    def looks(self, query: str = "") -> Page:
        return self._page(self.client.get(self.path + query))

    def sends(self, page: Page, form: str = "answer", **typed: Any) -> Page:
        """Fields of the step are given as `a_name`."""
        named = {name.replace("a_", "a-", 1): value for name, value in typed.items()}
        return self._page(self.client.post(self.path, page.hidden[form] | named))

    @staticmethod
    def _page(response: object) -> Page:
        html = response.content.decode()  # type: ignore[attr-defined]
        forms = _Forms()
        forms.feed(html)
        return Page(response.status_code, html, forms.hidden)  # type: ignore[attr-defined]
