"""The loader: small, cached as promised, and carrying the shop's look."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path

from django.test import Client

from flows import bubble
from selfservice.tenancy.models import Shop

STATIC = Path(bubble.SOURCE).parent


def _weight(*texts: str) -> int:
    return sum(len(gzip.compress(text.encode(), 9)) for text in texts)


def test_the_loader_weighs_at_most_two_kilobytes() -> None:
    assert _weight(bubble.loader()) <= 2048


def test_everything_to_the_first_step_is_four_requests_and_light(demo: Shop) -> None:
    page = Client().get("/help/anna/").content.decode()
    asked = re.findall(r'(?:src|href)="(/static/[^"]+)"', page)
    static = [(STATIC / name.rsplit("/", 1)[1]).read_text() for name in asked]

    assert len(asked) == 2
    assert "@import" not in "".join(static)
    assert "url(" not in "".join(static)
    assert _weight(bubble.loader(), page, *static) <= 10 * 1024


def test_the_evergreen_loader_is_asked_for_again_only_when_it_changed(client: Client) -> None:
    first = client.get("/bubble.js")
    second = client.get("/bubble.js", headers={"If-None-Match": first.headers["ETag"]})

    assert first.headers["Content-Type"].startswith("text/javascript")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    assert second.status_code == 304
    assert not first.cookies


def test_the_shops_loader_has_its_look_baked_in(client: Client, shop: Shop) -> None:
    shop.look = {"accent": "#ffe600", "launcher": {"en": "Ask us"}, "side": "left"}
    shop.save()

    response = client.get("/bubble/anna.js")
    look = json.loads(response.content.decode().rpartition("})(")[2].removesuffix(");"))

    assert look == {
        "shop": "anna",
        "accent": "#ffe600",
        "on": "#000000",
        "text": {"en": "Ask us"},
        "side": "left",
    }
    assert response.headers["Cache-Control"] == "public, max-age=300"


def test_a_look_cannot_leave_its_place_in_the_script(client: Client, shop: Shop) -> None:
    shop.look = {"launcher": {"en": '"});alert(1)//</script>\u2028'}}
    shop.save()

    source = client.get("/bubble/anna.js").content.decode()

    assert '\\"});alert(1)' in source
    assert "\u2028" not in source


def test_a_pinned_loader_never_changes(client: Client) -> None:
    response = client.get(f"/bubble-{bubble.version()}.js")

    assert "immutable" in response.headers["Cache-Control"]
    assert response.headers["Access-Control-Allow-Origin"] == "*"
    assert client.get("/bubble-000000000000.js").status_code == 404


def test_an_unknown_shop_has_no_loader(client: Client, db: None) -> None:
    assert client.get("/bubble/nobody.js").status_code == 404
