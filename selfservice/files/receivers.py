"""What goes with a file's row: its content, once the row is really gone."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.db.models.signals import post_delete

from selfservice.files import storing
from selfservice.files.models import File


def drop_content(instance: File, **_sent: object) -> None:
    """A crash in between leaves content without a row, which the sweep finds."""
    transaction.on_commit(partial(storing.drop, instance.path), robust=True)


post_delete.connect(drop_content, sender=File, dispatch_uid="files.drop_content")
