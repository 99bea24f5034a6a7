"""Draws a page of our own with the admin around it."""

from __future__ import annotations

from typing import Any

from django.contrib.admin import site
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def framed(
    request: HttpRequest, template: str, title: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    around = {**site.each_context(request), "title": title}
    return render(request, template, {**around, **context}, status=status)
