"""Form fields that show lists and tables of a shop's facts as plain lines of text."""

from __future__ import annotations

import re
from datetime import date, datetime
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext as _
from unfold.widgets import UnfoldAdminTextareaWidget

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_HOURS = re.compile(r"^(\d{1,2})[:.](\d\d)\s*[-–]\s*(\d{1,2})[:.](\d\d)$")
_FACT = re.compile(r"^([a-z][a-z0-9_]{0,39})\s*[:=]\s*(.+)$")


class LinesField(forms.CharField):
    """A JSON value edited as lines; each kind says how one line is read and written."""

    widget = UnfoldAdminTextareaWidget

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})
        self.widget.attrs["rows"] = 4

    def prepare_value(self, value: Any) -> Any:
        return value if isinstance(value, str) else "\n".join(self.written(value or []))

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in super().clean(value).splitlines() if line.strip()]
        return self.read(lines)

    def has_changed(self, initial: Any, data: Any) -> bool:
        return bool(super().has_changed(self.prepare_value(initial), data))

    def written(self, value: Any) -> list[str]:
        return [str(item) for item in value]

    def read(self, lines: list[str]) -> Any:
        raise NotImplementedError


class OriginsField(LinesField):
    def read(self, lines: list[str]) -> list[str]:
        return list(dict.fromkeys(_origin(line) for line in lines))


class HoursField(LinesField):
    """`{"mon": [["09:00", "17:00"]]}`; a day that is not named is closed."""

    def written(self, value: Any) -> list[str]:
        return [
            f"{day.capitalize()} {', '.join('-'.join(span) for span in value[day])}"
            for day in DAYS
            if dict(value).get(day)
        ]

    def read(self, lines: list[str]) -> dict[str, list[list[str]]]:
        hours: dict[str, list[list[str]]] = {}
        for line in lines:
            name, _space, rest = line.partition(" ")
            day = name.rstrip(":").lower()[:3]
            if day not in DAYS or day in hours:
                raise forms.ValidationError(
                    _("%(line)s: begin each line with another day, such as Mon 9:00-17:00."),
                    params={"line": line},
                )
            hours[day] = sorted(_span(line, part) for part in rest.split(","))
        return hours


class DatesField(LinesField):
    def read(self, lines: list[str]) -> list[str]:
        return sorted({_date(line).isoformat() for line in lines})


class FactsField(LinesField):
    """Named facts; a whole number is kept as one."""

    def written(self, value: Any) -> list[str]:
        return [f"{name}: {fact}" for name, fact in dict(value).items()]

    def read(self, lines: list[str]) -> dict[str, int | str]:
        return dict(_fact(line) for line in lines)


def _origin(line: str) -> str:
    parts = urlsplit(line if "://" in line else f"https://{line}")
    try:
        host, port = (parts.hostname or ""), parts.port
    except ValueError:
        host, port = "", None
    secure = parts.scheme == "https" or (parts.scheme == "http" and _is_own_machine(host))
    extra = parts.path.strip("/") or parts.query or parts.fragment or "@" in parts.netloc
    if not secure or extra or not re.fullmatch(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?", host):
        raise forms.ValidationError(
            _("%(line)s: write only https:// and the name, such as https://www.example.com"),
            params={"line": line},
        )
    return f"{parts.scheme}://{host}" + (f":{port}" if port else "")


def _is_own_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _span(line: str, part: str) -> list[str]:
    found = _HOURS.match(part.strip())
    if found:
        begin, end = (f"{int(found[n]):02}:{found[n + 1]}" for n in (1, 3))
        if begin < end <= "24:00" and max(found[2], found[4]) < "60":
            return [begin, end]
    raise forms.ValidationError(
        _("%(line)s: write the hours as 9:00-17:00, and a break as 9:00-12:00, 13:00-17:00."),
        params={"line": line},
    )


def _date(line: str) -> date:
    for pattern in ("%Y-%m-%d", "%d.%m.%Y", "%d. %m. %Y", "%d/%m/%Y"):
        try:
            return datetime.strptime(line, pattern).date()  # noqa: DTZ007 (a day has no zone)
        except ValueError:
            continue
    raise forms.ValidationError(
        _("%(line)s: write a date as 2026-12-24 or 24.12.2026."), params={"line": line}
    )


def _fact(line: str) -> tuple[str, int | str]:
    found = _FACT.match(line)
    if not found:
        raise forms.ValidationError(
            _("%(line)s: write a name in small letters, a colon and the value."),
            params={"line": line},
        )
    text = found[2].strip()
    return found[1], int(text) if re.fullmatch(r"-?\d{1,9}", text) else text
