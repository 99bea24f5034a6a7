"""What the page says to who asks faster than any person: how long to wait, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from flows.page.drawing import draw
from flows.runtime import TooMany
from flows.throttle import Flood, count_holder, count_network, plainly
from selfservice.files.arriving import too_large
from selfservice.tenancy.address import client_address
from selfservice.tenancy.models import Shop

PageView = Callable[..., HttpResponse]


def paced(view: PageView) -> PageView:
    """Gives the view `slow`: why it shall do nothing but say so, or None.

    A flood is answered in a line, before the shop or a session is read; our script takes that for
    a line that broke, and leaves the form as it is.
    """

    @wraps(view)
    def wrapped(request: HttpRequest, **named: str) -> HttpResponse:
        slow = _slow(request, named.get("secret", ""))
        return plainly(slow) if isinstance(slow, Flood) else view(request, slow=slow, **named)

    return wrapped


def slow_page(request: HttpRequest, shop: Shop, language: str, slow: TooMany) -> HttpResponse:
    """For addresses where nothing is typed."""
    context = {"heading": _("One moment, please"), "sentence": str(slow.sentence)}
    response = draw(request, shop, language, "help/message.html", context, 429)
    response.headers["Retry-After"] = str(slow.retry_after)
    return response


def _slow(request: HttpRequest, secret: str) -> TooMany | None:
    try:
        count_network(client_address(request))
        count_holder(secret or posted_token(request))
    except TooMany as slow:
        return slow
    return None


def posted_token(request: HttpRequest) -> str:
    """A body that is too large is not read, not even for the token in it."""
    return "" if too_large(request) else str(request.POST.get("token") or "")
