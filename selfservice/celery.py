"""The Celery application: a messenger that carries ids, never a promise."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfservice.settings")

app = Celery("selfservice")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
