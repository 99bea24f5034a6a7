"""The addresses of the builder's pages, below the flow admin's."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpResponse
from django.urls import URLPattern, path

from flows.builder.pages import (
    editing,
    files,
    gestures,
    history,
    making,
    phrasing,
    releasing,
)

View = Callable[..., HttpResponse]


def addresses(guarded: Callable[[View], View]) -> list[URLPattern]:
    """`guarded` is the admin site's own check that somebody has signed in."""
    pages: list[tuple[str, View, str]] = [
        ("add/", making.new_flow, "flows_flow_add"),
        ("import/", files.import_flow, "flows_flow_import"),
        ("<int:pk>/change/", editing.editor, "flows_flow_change"),
        ("<int:pk>/steps/<slug:step>/", editing.save_step, "flows_flow_step"),
        ("<int:pk>/settings/", editing.save_settings, "flows_flow_settings"),
        ("<int:pk>/gesture/", gestures.gesture, "flows_flow_gesture"),
        ("<int:pk>/publish/", releasing.publish_page, "flows_flow_publish"),
        ("<int:pk>/publish/now/", releasing.publish_draft, "flows_flow_publish_now"),
        ("<int:pk>/unpublish/", releasing.withdraw, "flows_flow_unpublish"),
        ("<int:pk>/revisions/", history.revisions, "flows_flow_revisions"),
        ("<int:pk>/revisions/<int:number>/", history.revision, "flows_flow_revision"),
        ("<int:pk>/revisions/<int:number>/restore/", history.take_up, "flows_flow_restore"),
        ("<int:pk>/phrases/", phrasing.open_phrases, "flows_flow_phrases"),
        ("<int:pk>/export/", files.export_flow, "flows_flow_export"),
    ]
    return [path(route, guarded(view), name=name) for route, view, name in pages]
