"""A link that runs a draft: signed, for one revision, and good for a day."""

from __future__ import annotations

from datetime import timedelta

from django.core import signing

from flows.models import Flow, Revision
from selfservice.tenancy.models import Shop

PARAMETER = "preview"
GOOD_FOR = timedelta(hours=24)
_SALT = "flows.preview"


def preview_token(revision: Revision) -> str:
    return signing.dumps([revision.shop_id, revision.flow_id, revision.number], salt=_SALT)


def previewed(shop: Shop, token: str) -> Revision | None:
    """The revision that a token opens in this shop; None for a forged, foreign or old one.

    Call within the shop's scope.
    """
    try:
        shop_id, flow_id, number = signing.loads(token, salt=_SALT, max_age=GOOD_FOR)
    except (signing.BadSignature, TypeError, ValueError):
        return None
    if shop_id != shop.pk:
        return None
    rows = Revision.objects.select_related("flow").filter(flow_id=flow_id, number=number)
    return rows.first()


def preview_address(shop: Shop, flow: Flow, revision: Revision) -> str:
    return f"/help/{shop.key}/{flow.key}/?{PARAMETER}={preview_token(revision)}"
