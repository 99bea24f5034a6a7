"""What is usual in each country a shop can be started in."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as StrPromise


class Usual(NamedTuple):
    name: StrPromise
    currency: str
    time_zone: str
    language: str


COUNTRIES: dict[str, Usual] = {
    "AT": Usual(_("Austria"), "EUR", "Europe/Vienna", "en"),
    "BE": Usual(_("Belgium"), "EUR", "Europe/Brussels", "en"),
    "BG": Usual(_("Bulgaria"), "EUR", "Europe/Sofia", "en"),
    "CZ": Usual(_("Czechia"), "CZK", "Europe/Prague", "cs"),
    "DE": Usual(_("Germany"), "EUR", "Europe/Berlin", "en"),
    "DK": Usual(_("Denmark"), "DKK", "Europe/Copenhagen", "en"),
    "EE": Usual(_("Estonia"), "EUR", "Europe/Tallinn", "en"),
    "ES": Usual(_("Spain"), "EUR", "Europe/Madrid", "es"),
    "FI": Usual(_("Finland"), "EUR", "Europe/Helsinki", "en"),
    "FR": Usual(_("France"), "EUR", "Europe/Paris", "en"),
    "GB": Usual(_("United Kingdom"), "GBP", "Europe/London", "en"),
    "GR": Usual(_("Greece"), "EUR", "Europe/Athens", "en"),
    "HR": Usual(_("Croatia"), "EUR", "Europe/Zagreb", "en"),
    "HU": Usual(_("Hungary"), "HUF", "Europe/Budapest", "en"),
    "IE": Usual(_("Ireland"), "EUR", "Europe/Dublin", "en"),
    "IT": Usual(_("Italy"), "EUR", "Europe/Rome", "en"),
    "LT": Usual(_("Lithuania"), "EUR", "Europe/Vilnius", "en"),
    "LU": Usual(_("Luxembourg"), "EUR", "Europe/Luxembourg", "en"),
    "LV": Usual(_("Latvia"), "EUR", "Europe/Riga", "en"),
    "NL": Usual(_("Netherlands"), "EUR", "Europe/Amsterdam", "en"),
    "PL": Usual(_("Poland"), "PLN", "Europe/Warsaw", "en"),
    "PT": Usual(_("Portugal"), "EUR", "Europe/Lisbon", "en"),
    "RO": Usual(_("Romania"), "RON", "Europe/Bucharest", "en"),
    "SE": Usual(_("Sweden"), "SEK", "Europe/Stockholm", "en"),
    "SI": Usual(_("Slovenia"), "EUR", "Europe/Ljubljana", "en"),
    "SK": Usual(_("Slovakia"), "EUR", "Europe/Bratislava", "en"),
    "US": Usual(_("United States"), "USD", "America/New_York", "en"),
}


def choices() -> list[tuple[str, str]]:
    """Codes and names, by name."""
    return sorted(((code, str(usual.name)) for code, usual in COUNTRIES.items()), key=itemgetter(1))
