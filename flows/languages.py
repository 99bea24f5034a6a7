"""What a language calls itself."""

from __future__ import annotations

from django.utils.translation import get_language_info


def own_name(code: str) -> str:
    """The code itself where nobody knows the language."""
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code.upper()
