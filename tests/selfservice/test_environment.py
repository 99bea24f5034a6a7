"""What an address in the environment becomes."""

from __future__ import annotations

import pytest

from selfservice.environment import mail


@pytest.mark.parametrize("scheme", ["smtp", "smtps", "smtp+tls", "smtp+ssl"])
def test_mail_servers_are_spoken_to_within_a_deadline(
    monkeypatch: pytest.MonkeyPatch, scheme: str
) -> None:
    monkeypatch.setenv("EMAIL_URL", f"{scheme}://name:word@mail.example.com:587")
    assert mail("EMAIL_URL", "")["EMAIL_BACKEND"] == "integrations.mail_server.Backend"
