"""Reads an .xlsx file as it stands, with nothing but the standard library."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from io import BytesIO
from typing import IO
from xml.etree import ElementTree

NAMES = {"x": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}


@dataclass(frozen=True)
class Read:
    """`kind` is the file's own: s and inlineStr are texts, b yes or no, n a number."""

    kind: str
    value: str
    pattern: str  # how a number is shown; "" for as it comes
    quoted: bool


@dataclass(frozen=True)
class Book:
    """Its sheets by name, in their order, each a list of rows of cells by column letter."""

    sheets: dict[str, list[dict[str, Read]]]
    frozen: dict[str, bool]
    formulas: int

    def lines(self, sheet: str) -> list[list[str]]:
        return [[cell.value for cell in row.values()] for row in self.sheets[sheet]]

    def column(self, sheet: str, name: str) -> list[Read | None]:
        head, *rows = self.sheets[sheet]
        letter = next(letter for letter, cell in head.items() if cell.value == name)
        return [row.get(letter) for row in rows]


def read(content: bytes | IO[bytes]) -> Book:
    source = BytesIO(content) if isinstance(content, bytes) else content
    with zipfile.ZipFile(source) as packed:
        assert packed.testzip() is None
        parts = {name: ElementTree.fromstring(packed.read(name)) for name in packed.namelist()}
    styles = _styles(parts["xl/styles.xml"])
    names = [each.attrib["name"] for each in parts["xl/workbook.xml"].iterfind(".//x:sheet", NAMES)]
    sheets = {
        name: parts[f"xl/worksheets/sheet{number}.xml"] for number, name in enumerate(names, 1)
    }
    return Book(
        {name: _rows(sheet, styles) for name, sheet in sheets.items()},
        {name: sheet.find(".//x:pane", NAMES) is not None for name, sheet in sheets.items()},
        sum(len(sheet.findall(".//x:f", NAMES)) for sheet in sheets.values()),
    )


def _rows(sheet: ElementTree.Element, styles: list[tuple[str, bool]]) -> list[dict[str, Read]]:
    return [
        {cell.attrib["r"].rstrip("0123456789"): _cell(cell, styles) for cell in row}
        for row in sheet.iterfind(".//x:row", NAMES)
    ]


def _cell(cell: ElementTree.Element, styles: list[tuple[str, bool]]) -> Read:
    kind = cell.attrib.get("t", "n")
    found = cell.findall(".//x:t", NAMES) or cell.findall("x:v", NAMES)
    pattern, quoted = styles[int(cell.attrib.get("s", "0"))]
    return Read(kind, "".join(each.text or "" for each in found), pattern, quoted)


def _styles(sheet: ElementTree.Element) -> list[tuple[str, bool]]:
    patterns = {
        each.attrib["numFmtId"]: each.attrib["formatCode"]
        for each in sheet.iterfind(".//x:numFmt", NAMES)
    }
    return [
        (patterns.get(each.attrib["numFmtId"], ""), each.attrib.get("quotePrefix") == "1")
        for each in sheet.iterfind("x:cellXfs/x:xf", NAMES)
    ]
