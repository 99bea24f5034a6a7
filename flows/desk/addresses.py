"""The addresses of the desk's pages, inside the admin."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from flows.desk.pages import acting, actions, closing, erasing, files, order, queue, ticket

View = Callable[..., HttpResponse]


def addresses(guarded: Callable[[View], View]) -> list[URLPattern]:
    """`guarded` is the admin site's own check that somebody has signed in."""
    pages: list[tuple[str, View, str]] = [
        ("", queue.queue_page, "desk"),
        ("<int:number>/", ticket.ticket, "desk_ticket"),
        ("<int:number>/order/", order.order, "desk_order"),
        ("<int:number>/actions/", actions.actions, "desk_actions"),
        ("<int:number>/actions/<uuid:pk>/", actions.decide, "desk_decide"),
        ("<int:number>/close/", closing.close, "desk_close"),
        ("<int:number>/erase/", erasing.erase_of_ticket, "desk_erase"),
        ("<int:number>/cancel/", acting.cancel, "desk_cancel"),
        ("<int:number>/refund/", acting.refund, "desk_refund"),
        ("<int:number>/files/<uuid:pk>/", files.file, "desk_file"),
    ]
    return [path(f"desk/{route}", guarded(view), name=name) for route, view, name in pages]
