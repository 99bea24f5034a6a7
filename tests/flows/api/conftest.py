"""A client that speaks the API as an app would."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from selfservice.tenancy.models import Shop
from tests.flows.api.described import check

Sent = tuple[int, dict[str, Any]]


class App:
    """Holds one session's token."""

    def __init__(self, shop: Shop) -> None:
        self.client = Client()
        self.shop = shop
        self.token = ""

    def start(self, **asked: Any) -> Sent:
        status, body = self.post(f"/api/v1/shops/{self.shop.key}/sessions/", asked)
        self.token = body.get("session", "")
        return status, body

    def post(self, path: str, asked: dict[str, Any], key: str = "") -> Sent:
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        if key:
            headers["Idempotency-Key"] = key
        answered = self.client.post(path, asked, content_type="application/json", headers=headers)
        return self._checked("POST", path, answered)

    def answer(self, key: str = "", **asked: Any) -> Sent:
        return self.post("/api/v1/session/answers/", asked, key)

    def resume(self) -> Sent:
        headers = {"Authorization": f"Bearer {self.token}"}
        answered = self.client.get("/api/v1/session/", headers=headers)
        return self._checked("GET", "/api/v1/session/", answered)

    def see(self, path: str) -> Sent:
        headers = {"Authorization": f"Bearer {self.token}"}
        return self._checked("GET", path, self.client.get(path, headers=headers))

    def erase(self, path: str) -> Sent:
        headers = {"Authorization": f"Bearer {self.token}"}
        return self._checked("DELETE", path, self.client.delete(path, headers=headers))

    def _checked(self, method: str, path: str, answered: Any) -> Sent:
        """Whatever is answered in any test has to be what the description says."""
        body = answered.json() if answered.content else {}
        check(method, path, answered.status_code, answered.headers.get("Content-Type", ""), body)
        return answered.status_code, body


@pytest.fixture
def app(demo: Shop) -> App:
    return App(demo)


ORDER = {"number": "1001", "email": "jane@example.com"}
