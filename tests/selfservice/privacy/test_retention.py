"""What was kept for its whole lifetime goes, on time and with all that belongs to it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.apps import apps
from django.core.management import call_command
from django.db import models

from flows.models import Challenge, Entry, Flow, Revision, Session, Submission
from integrations.models import Connection, Delivery
from selfservice import clock
from selfservice.privacy import retention
from selfservice.privacy.declaration import LIFETIMES, Keep
from selfservice.privacy.models import AuditEvent, Budget
from selfservice.tenancy.models import Shop, User
from selfservice.tenancy.owned import ShopOwned
from selfservice.tenancy.scope import across_shops
from tests.selfservice.rows import make

DECLARED: list[Any] = [model for model in apps.get_models() if hasattr(model, "privacy")]
MORTAL = [model for model in DECLARED if model.privacy.keep in LIFETIMES]
LASTING = [model for model in DECLARED if model.privacy.keep is Keep.SHOP]
DAY = timedelta(days=1)


def _label(model: type[models.Model]) -> str:
    return model._meta.label


def _removed_after(time: timedelta) -> dict[str, int]:
    with time_machine.travel(clock.now() + time, tick=False):
        return retention.remove_overdue()


def _owners(model: Any) -> list[Any]:
    """The models with whose rows this one's go."""
    return [
        field.related_model
        for field in model._meta.concrete_fields
        if isinstance(field, models.ForeignKey) and field.remote_field.on_delete is models.CASCADE
    ]


def test_every_row_has_a_lifetime_or_stays_with_its_shop() -> None:
    assert {model.privacy.keep for model in DECLARED} <= {*LIFETIMES, Keep.SHOP}
    assert len(MORTAL) + len(LASTING) == len(DECLARED)


@pytest.mark.parametrize("model", LASTING, ids=_label)
def test_what_stays_with_the_shop_goes_with_the_shop(model: Any) -> None:
    assert model is Shop or {Shop, *LASTING} & set(_owners(model))


def _over(model: Any) -> dict[str, Any]:
    """Values with which a row meets what its declaration asks of one that is over."""
    return {name.removesuffix("__in"): values[0] for name, values in model.privacy.over.items()}


def test_a_shop_goes_with_all_that_it_has(shop: Shop, other_shop: Shop) -> None:
    """What a link keeps from being removed by itself goes along, too."""
    for each in (shop, other_shop):
        make(Delivery, each, connection=make(Connection, each))
        revision = make(Revision, each)
        Flow._base_manager.filter(pk=revision.flow_id).update(live=revision)
        make(Entry, each, revision=revision)
    with across_shops():
        shop.delete()
        for model in (Delivery, Connection, Revision, Flow, Entry, Session):
            assert {row.shop_id for row in model.objects.all()} == {other_shop.pk}


@pytest.mark.parametrize("model", MORTAL, ids=_label)
def test_whatever_has_a_lifetime_has_a_time_it_counts_from_or_goes_with_another(model: Any) -> None:
    assert model.privacy.since or set(MORTAL) & set(_owners(model))


def test_what_is_not_simply_deleted_has_a_way_of_its_own() -> None:
    """Each is tested where it is made: the trail in `test_audit`, people in `test_leaving`."""
    assert set(retention.OWN_WAYS) == {AuditEvent, User}


@pytest.mark.parametrize(
    "model",
    [
        each
        for each in MORTAL
        if each.privacy.since and issubclass(each, ShopOwned) and each not in retention.OWN_WAYS
    ],
    ids=_label,
)
def test_a_row_goes_when_its_lifetime_is_over_and_not_before(model: Any, shop: Shop) -> None:
    row = make(model, shop)
    kept = model._base_manager.filter(pk=row.pk)
    kept.update(**{model.privacy.since: clock.now()}, **_over(model))
    _removed_after(LIFETIMES[model.privacy.keep] - DAY)
    assert kept.exists()
    assert _removed_after(LIFETIMES[model.privacy.keep] + DAY)[_label(model)] == 1
    assert not kept.exists()


def test_a_session_goes_with_all_that_belongs_to_it(shop: Shop) -> None:
    session = make(Session, shop)
    for model in (Entry, Submission, Challenge):
        make(model, shop, session=session)
    _removed_after(91 * DAY)
    with across_shops():
        left = [model.objects.count() for model in (Session, Entry, Submission, Challenge)]
    assert left == [0, 0, 0, 0]


def test_many_rows_go_in_batches(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    Budget.objects.bulk_create(Budget(key=str(n), since=clock.now()) for n in range(5))
    assert _removed_after(8 * DAY)["privacy.Budget"] == 5
    assert Budget.objects.count() == 0


def test_the_command_says_what_it_removed(shop: Shop, capsys: pytest.CaptureFixture[str]) -> None:
    make(Session, shop)
    with time_machine.travel(clock.now() + 91 * DAY, tick=False):
        call_command("retention")
    assert "flows.Session: 1 removed" in capsys.readouterr().out
