"""Files that shoppers and agents gave: what each is, and where its sealed content lies."""

from __future__ import annotations

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from selfservice.privacy.declaration import Declaration, Keep, Purpose
from selfservice.privacy.fields import SealedTextField
from selfservice.tenancy.owned import ShopOwned


class File(ShopOwned):
    """One uploaded file, made anew from its pixels. Its content is sealed in the storage."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    session = models.UUIDField(null=True, db_index=True)  # whose it is; none: an agent's
    name = SealedTextField(_("name"))
    type = models.CharField(_("type"), max_length=40)
    size = models.PositiveIntegerField(_("size"))  # bytes, as it is handed out
    digest = models.CharField(max_length=64)  # keyed, of what was sent
    path = models.CharField(max_length=200)  # in the storage
    created = models.DateTimeField(auto_now_add=True)
    # When it was last needed; none while an open case holds it.
    last_needed = models.DateTimeField(null=True)
    used = models.BooleanField(default=False)  # an answer or a message names it

    privacy = Declaration(
        purpose=Purpose.SERVICE,
        keep=Keep.SESSION,
        since="last_needed",
        internal="id shop session type size digest path created last_needed used",
        content="name",
    )

    class Meta:
        verbose_name = _("file")
        verbose_name_plural = _("files")
        constraints = [
            models.UniqueConstraint(fields=["session", "digest"], name="one_file_per_content")
        ]

    def __str__(self) -> str:
        return str(self.pk)
