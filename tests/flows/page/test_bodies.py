"""Forms that no browser of ours would send."""

from __future__ import annotations

import pytest
from django.test import Client

from selfservice.tenancy.models import Shop

FIELDS = ["page", "step", "option", "to", "do", "key", "token", "a-number"]


@pytest.mark.parametrize("field", FIELDS)
def test_no_field_takes_a_nul_to_the_database(demo: Shop, client: Client, field: str) -> None:
    posted = {"step": "which", "a-number": "1001", "a-email": "jane@example.com"}
    answer = client.post(f"/help/{demo.key}/", posted | {field: "a\x00b"})
    assert answer.status_code < 500


@pytest.mark.parametrize("charset", ["rot13", "unicode_escape", "idna", "undefined"])
def test_a_form_in_another_charset_is_refused(demo: Shop, client: Client, charset: str) -> None:
    lines = ("--b", 'Content-Disposition: form-data; name="token"', "", "\\ud800", "--b--", "")
    kind = f"multipart/form-data; boundary=b; charset={charset}"
    answer = client.generic("POST", f"/help/{demo.key}/", "\r\n".join(lines), content_type=kind)
    assert answer.status_code == 400
