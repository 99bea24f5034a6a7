"""What is usual in each country a shop can be started in."""

from __future__ import annotations

from typing import NamedTuple


class Usual(NamedTuple):
    currency: str
    time_zone: str
    language: str


COUNTRIES: dict[str, Usual] = {
    "AT": Usual("EUR", "Europe/Vienna", "en"),
    "BE": Usual("EUR", "Europe/Brussels", "en"),
    "BG": Usual("EUR", "Europe/Sofia", "en"),
    "CZ": Usual("CZK", "Europe/Prague", "cs"),
    "DE": Usual("EUR", "Europe/Berlin", "en"),
    "DK": Usual("DKK", "Europe/Copenhagen", "en"),
    "EE": Usual("EUR", "Europe/Tallinn", "en"),
    "ES": Usual("EUR", "Europe/Madrid", "es"),
    "FI": Usual("EUR", "Europe/Helsinki", "en"),
    "FR": Usual("EUR", "Europe/Paris", "en"),
    "GB": Usual("GBP", "Europe/London", "en"),
    "GR": Usual("EUR", "Europe/Athens", "en"),
    "HR": Usual("EUR", "Europe/Zagreb", "en"),
    "HU": Usual("HUF", "Europe/Budapest", "en"),
    "IE": Usual("EUR", "Europe/Dublin", "en"),
    "IT": Usual("EUR", "Europe/Rome", "en"),
    "LT": Usual("EUR", "Europe/Vilnius", "en"),
    "LU": Usual("EUR", "Europe/Luxembourg", "en"),
    "LV": Usual("EUR", "Europe/Riga", "en"),
    "NL": Usual("EUR", "Europe/Amsterdam", "en"),
    "PL": Usual("PLN", "Europe/Warsaw", "en"),
    "PT": Usual("EUR", "Europe/Lisbon", "en"),
    "RO": Usual("RON", "Europe/Bucharest", "en"),
    "SE": Usual("SEK", "Europe/Stockholm", "en"),
    "SI": Usual("EUR", "Europe/Ljubljana", "en"),
    "SK": Usual("EUR", "Europe/Bratislava", "en"),
    "US": Usual("USD", "America/New_York", "en"),
}
