"""Tickets as a shopper has them on their page, and a browser without scripts to read it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from integrations.desk import links
from integrations.desk.models import Ticket
from tests.integrations.desk.conftest import fresh, opened

__all__ = ["Shopper", "fresh", "opened", "photo"]

_HIDDEN = re.compile(r'name="(key|a-photos)" value="([^"]+)"')


@dataclass
class Shopper:
    """Who holds the link to a ticket's page."""

    client: Client
    ticket: Ticket

    @property
    def path(self) -> str:
        return urlsplit(links.link_to(self.ticket)).path

    def looks(self, query: str = "?lang=en", path: str = "") -> Any:
        return self.client.get(self.path + path + query)

    def hidden(self, response: Any = None) -> dict[str, list[str]]:
        html = (response or self.looks()).content.decode()
        found: dict[str, list[str]] = {}
        for name, value in _HIDDEN.findall(html):
            found.setdefault(name, []).append(value)
        return found

    def sends(self, text: str = "", hidden: dict[str, list[str]] | None = None, **more: Any) -> Any:
        """`photos` are the files just chosen, `do` or `drop` the button that was pressed."""
        form: dict[str, Any] = dict(self.hidden() if hidden is None else hidden)
        chosen = {"a-photos-new": more.pop("photos", [])}
        return self.client.post(f"{self.path}?lang=en", form | {"a-text": text} | chosen | more)


def photo(name: str = "cup.jpg", colour: str = "red") -> SimpleUploadedFile:
    content = BytesIO()
    Image.new("RGB", (40, 30), colour).save(content, "JPEG")
    return SimpleUploadedFile(name, content.getvalue(), "image/jpeg")
