"""Digests: a short name for any parts, by which the same parts are known again."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder


def digest(*parts: Any) -> str:
    """SHA-256 of the parts, written so that no two lists of parts look alike."""
    text = json.dumps(parts, cls=DjangoJSONEncoder, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
