"""The admin's page about what may run by itself."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from integrations.effects import EFFECTS
from integrations.models import Autonomy, Setting
from selfservice.tenancy.models import Shop, User


def test_every_action_is_listed_at_what_it_does_until_the_shop_sets_another(
    demo: Shop, owner: User, client: Client
) -> None:
    client.force_login(owner)
    Setting.objects.exclude(effect="send_email").delete()
    Setting.objects.update(autonomy=Autonomy.OFF)
    assert client.get(reverse("admin:integrations_setting_changelist")).status_code == 200
    levels = dict(Setting.objects.values_list("effect", "autonomy"))
    assert levels.keys() == EFFECTS.keys()
    assert levels["refund"] == Autonomy.APPROVE
    assert levels["open_ticket"] == Autonomy.AUTOMATIC
    assert levels["send_email"] == Autonomy.OFF


def test_whoever_may_not_look_writes_nothing(demo: Shop, agent: User, client: Client) -> None:
    client.force_login(agent)
    Setting.objects.all().delete()
    assert client.get(reverse("admin:integrations_setting_changelist")).status_code == 403
    assert not Setting.objects.exists()


def test_a_row_changes_how_far_its_own_action_goes(demo: Shop, owner: User, client: Client) -> None:
    client.force_login(owner)
    refund = Setting.objects.get(effect="refund")
    address = reverse("admin:integrations_setting_change", args=[refund.pk])
    sent = {"effect": "cancel_order", "autonomy": "off", "connection": ""}
    assert client.post(address, sent).status_code == 302
    refund.refresh_from_db()
    assert (refund.effect, refund.autonomy) == ("refund", "off")
