"""What a request to the help page asks for: where it is, and what it posted."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _

from flows import runtime
from flows.models import Revision, Session
from flows.preview import previewed
from selfservice.files.arriving import digest_of
from selfservice.tenancy.identity import WrongIdentity, email_of
from selfservice.tenancy.models import Shop


@dataclass(frozen=True, slots=True)
class Asked:
    """Where a request is, and what it posted."""

    shop: Shop
    flow: str | None
    language: str
    token: str
    preview: str  # a signed token that runs a draft, or empty
    posted: QueryDict
    address: str  # the client's, for limits
    files: MultiValueDict[str, UploadedFile[Any]] = field(default_factory=MultiValueDict)
    session: Session | None = None  # the token's, where it was read already

    def revision(self) -> Revision:
        """The one that a new session runs on. Raises UnknownFlow."""
        if not self.preview:
            return runtime.first_revision(self.shop, self.flow)
        draft = previewed(self.shop, self.preview)
        if draft is None:
            raise runtime.UnknownFlow(_("This preview has ended. Open it from the editor again."))
        return draft

    def text(self, name: str) -> str:
        return str(self.posted.get(name) or "")

    def vouched_for(self) -> str:
        """The mailbox that the shop's own server signed for; without a good one a code proves."""
        if self.preview or not self.text("identity"):
            return ""
        try:
            return email_of(self.shop, self.text("identity"))
        except WrongIdentity:
            return ""

    def submission(self) -> str:
        """One key a form and its content: the same form sent with another choice is new."""
        if not self.text("key"):
            return ""
        content = [f"{name}={self.posted.getlist(name)}" for name in sorted(self.posted)]
        return hashlib.sha256("&".join([*content, *self._files()]).encode()).hexdigest()

    def _files(self) -> Iterator[str]:
        for name, uploads in sorted(self.files.lists()):
            for upload in uploads:
                yield f"{name}={upload.name} {digest_of(upload)}"
