"""The one way out of this machine: every connector that calls another one does it through here."""

from __future__ import annotations

from integrations.http.answers import Answer
from integrations.http.resolving import make_sure_of
from integrations.http.sending import Request, send

__all__ = ["Answer", "Request", "make_sure_of", "send"]
