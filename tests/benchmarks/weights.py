"""Weighs what a shopper's browser loads, in an installation with a shop."""

from __future__ import annotations

import gzip
import re
import sys
from collections.abc import Iterator, Mapping

from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.http import HttpResponseBase
from django.test import Client

from flows.demo import load_shop

KB = 1024
AIM_LOADER, AIM_WHOLE, AIM_REQUESTS = 2, 15, 4
STATIC = re.compile(r'<(?:script|link)[^>]+(?:src|href)="/static/([^"]+)"')


def weigh() -> None:
    """Prints; run by `manage.py shell`. Files are packed as the server packs them, gzip at 9."""
    call_command("migrate", verbosity=0)
    shop = load_shop()
    packed = dict(_loaded(f"/help/{shop.key}/"))
    sys.stdout.write("\n".join(_told(packed)))


def _loaded(page: str) -> Iterator[tuple[str, bytes]]:
    """What is asked for until the first step can be answered, by name."""
    yield "bubble.js", _answered("/bubble.js")
    html = _answered(page)
    yield page, html
    for name in STATIC.findall(html.decode()):
        path = finders.find(name)
        if not isinstance(path, str):
            raise FileNotFoundError(name)
        with open(path, "rb") as file:
            yield name, file.read()


def _answered(path: str) -> bytes:
    answer: HttpResponseBase = Client().get(path)
    content = answer.getvalue() if answer.streaming else answer.content  # type: ignore[attr-defined]
    return bytes(content)


def _told(loaded: Mapping[str, bytes]) -> Iterator[str]:
    packed = {name: len(gzip.compress(content, 9)) / KB for name, content in loaded.items()}
    yield f"bubble.js {packed['bubble.js']:.2f} KB packed (aim {AIM_LOADER})"
    yield (
        f"  to the first step {sum(packed.values()):.1f} KB (aim {AIM_WHOLE}) in {len(packed)}"
        f" requests (aim {AIM_REQUESTS}):"
        f" {', '.join(f'{name} {size:.1f}' for name, size in packed.items())}"
    )
