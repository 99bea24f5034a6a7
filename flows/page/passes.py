"""Passes: a session's token sealed for one browser at one address, for frames without storage.

Browsers that close storage to foreign frames lose the conversation on the shop's next page. There
the shop's page keeps the pass. It opens nothing by itself: it is read only from the same network
and browser, and only for our own script, whose header no other origin may send.
"""

from __future__ import annotations

from django.http import HttpRequest

from selfservice.privacy.sealing import Unreadable, seal, unseal
from selfservice.tenancy.address import client_address
from selfservice.tenancy.models import Shop

HEADER = "X-Fragment"


def pass_for(request: HttpRequest, shop: Shop, token: str) -> str:
    """Empty unless our script says that it can store nothing."""
    wanted = token and request.POST.get("pass") is not None and HEADER in request.headers
    return seal(token.encode(), _place(request, shop)) if wanted else ""


def token_of(request: HttpRequest, shop: Shop) -> str:
    """The token in the posted pass, or nothing if it was not made for this browser."""
    given = request.POST.get("pass", "")
    if not given or HEADER not in request.headers:
        return ""
    try:
        return unseal(given, _place(request, shop)).decode()
    except (Unreadable, ValueError):
        return ""


def _place(request: HttpRequest, shop: Shop) -> str:
    browser = request.headers.get("User-Agent", "")
    return f"pass|{shop.key}|{client_address(request)}|{browser}"
