"""Puts the desk's pages into the admin, ahead of its own page about the desk's models."""

from __future__ import annotations

from django.contrib.admin import site
from django.urls import URLPattern

from flows.desk.addresses import addresses


def pages() -> list[URLPattern]:
    return addresses(site.admin_view)


site.extra_urls = pages  # type: ignore[attr-defined]  # the theme asks its site for these
