"""Finds the session by its Bearer token; the admin's cookie counts for nothing here."""

from __future__ import annotations

from django.utils import translation
from django.utils.translation import gettext as _
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from flows import runtime
from flows.passage import Passage
from selfservice.tenancy.address import client_address


def token_of(request: Request) -> str:
    """What was sent as one, whether it is good or not; empty without."""
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


class BearerToken(BaseAuthentication):
    """`request.auth` is the passage. Raises UnknownSession, alike for missing and wrong tokens."""

    def authenticate(self, request: Request) -> tuple[None, Passage]:
        token = token_of(request)
        if not token:
            raise runtime.UnknownSession(
                _("Send the session's token: Authorization: Bearer TOKEN.")
            )
        passage = runtime.find(token)
        if "Accept-Language" not in request.headers:
            translation.activate(passage.session.language)  # the next request has its own again
        passage.network = client_address(request)
        return None, passage
