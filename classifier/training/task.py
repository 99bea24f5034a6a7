"""The training worker's task; nothing but that worker imports this, for scikit-learn is large."""

from __future__ import annotations

import sys

from celery import shared_task

from classifier.training.wanted import TASK
from selfservice.tenancy.models import Shop

try:
    from classifier.training.work import train
except ModuleNotFoundError as missing:
    sys.exit(f"Training needs {missing.name}: pip install --requirement requirements-training.txt")

SOFT_LIMIT_SECONDS = 240
LIMIT_SECONDS = 300


@shared_task(  # type: ignore[untyped-decorator]
    name=TASK,
    ignore_result=True,
    soft_time_limit=SOFT_LIMIT_SECONDS,
    time_limit=LIMIT_SECONDS,
)
def train_shop(shop_id: str) -> None:
    for shop in Shop.objects.filter(pk=int(shop_id)):
        train(shop)
