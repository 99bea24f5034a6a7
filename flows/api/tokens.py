"""Finds the session by its Bearer token; the admin's cookie counts for nothing here."""

from __future__ import annotations

from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request

from flows import runtime
from flows.passage import Passage


class BearerToken(BaseAuthentication):
    """`request.auth` is the passage. Raises UnknownSession, alike for missing and wrong tokens."""

    def authenticate(self, request: Request) -> tuple[None, Passage]:
        scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not token:
            raise runtime.UnknownSession("Send the session's token: Authorization: Bearer TOKEN.")
        return None, runtime.find(token.strip())
