"""What compose.yaml asks for, and how it finds out whether the web server may be sent shoppers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from selfservice import health

COMPOSE = Path(__file__).resolve().parent.parent / "compose.yaml"
HOST = "help.example.com"


@pytest.fixture
def services() -> dict[str, Any]:
    read: dict[str, Any] = yaml.safe_load(COMPOSE.read_text())["services"]
    return read


def test_mail_is_asked_for(services: dict[str, Any]) -> None:
    for name in ("web", "worker", "training", "relay", "scheduler"):
        assert services[name]["environment"]["EMAIL_URL"].startswith("${EMAIL_URL:?smtp")


@pytest.mark.parametrize("fault", ["", "The database does not take writes."])
def test_the_web_server_is_asked_as_shoppers_would(
    services: dict[str, Any],
    live_server: LiveServer,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    fault: str,
) -> None:
    settings.SECURE_SSL_REDIRECT, settings.ALLOWED_HOSTS = True, [HOST]
    monkeypatch.setattr(health, "not_ready", lambda: fault)
    _cmd, _python, *code = services["web"]["healthcheck"]["test"]
    here = [part.replace("http://127.0.0.1:8000", live_server.url) for part in code]
    asked = subprocess.run(
        [sys.executable, *here],
        env={"PATH": os.environ["PATH"], "PUBLIC_URL": f"https://{HOST}"},
        check=False,
    )
    assert (asked.returncode == 0) is (fault == "")
