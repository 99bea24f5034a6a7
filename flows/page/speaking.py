"""Which language a request gets: asked for, else the browser's, else the shop's own; no cookie."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language_info
from django.utils.translation.trans_real import parse_accept_lang_header

from selfservice.tenancy.models import Shop


@dataclass(frozen=True, slots=True)
class Language:
    code: str
    name: str  # in the language itself


def language_of(request: HttpRequest, shop: Shop) -> str:
    spoken = [code for code in shop.languages if isinstance(code, str)]
    accepted = parse_accept_lang_header(request.headers.get("Accept-Language", ""))
    wanted = [
        request.POST.get("speak", ""),
        request.POST.get("lang", ""),
        request.GET.get("lang", ""),
        *(code for code, _quality in accepted),
    ]
    known = (code.lower().partition("-")[0] for code in wanted)
    return next((code for code in known if code in spoken), shop.default_language)


def languages_of(shop: Shop) -> tuple[Language, ...]:
    return tuple(Language(code, _own_name(code)) for code in shop.languages)


def _own_name(code: str) -> str:
    try:
        return str(get_language_info(code)["name_local"]).capitalize()
    except KeyError:
        return code.upper()
