"""Which language a request gets: asked for, else the browser's, else the shop's own; no cookie."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation.trans_real import parse_accept_lang_header

from flows.languages import own_name
from selfservice.files.arriving import too_large
from selfservice.tenancy.models import Shop


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str  # in the language itself


def language_of(request: HttpRequest, shop: Shop) -> str:
    # A body that is too large is not read, not even for the language in it.
    posted: Mapping[str, str] = {} if too_large(request) else request.POST
    spoken = [code for code in shop.languages if isinstance(code, str)]
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = [
        posted.get("speak", ""),
        posted.get("lang", ""),
        request.GET.get("lang", ""),
        *(code for code, _quality in accepted),
    ]
    known = (code.lower().partition("-")[0] for code in wanted)
    return next((code for code in known if code in spoken), shop.default_language)


def languages_of(shop: Shop) -> tuple[Language, ...]:
    return tuple(Language(code, own_name(code)) for code in shop.languages)
