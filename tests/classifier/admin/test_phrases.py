"""An owner reads, adds, changes and removes phrases; each change asks for a training."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from classifier.models import Phrase, Source, Training
from selfservice.privacy.models import AuditEvent
from selfservice.tenancy.models import Shop, User
from tests.classifier.admin.conftest import is_wanted, phrase

OVERVIEW = "admin:classifier_phrase_changelist"


def _flow(label: str = "cancel", language: str = "en") -> str:
    return f"{reverse('admin:classifier_phrase_flow')}?flow={label}&language={language}"


def _add(client: Client, texts: str, **followed: Any) -> Any:
    return client.post(_flow(), {"texts": texts}, **followed)


def _texts() -> list[str]:
    return list(Phrase.objects.values_list("text", flat=True))


def _said(answer: Any) -> list[str]:
    return [str(each) for each in answer.context["messages"]]


def test_the_overview_says_where_more_would_help(as_owner: Client, flows: Shop) -> None:
    for number in range(15):
        phrase(flows, f"cancel {'please ' * number}")
    for number in range(10):
        phrase(flows, f"zrušit {'prosím ' * number}", language="cs")
    page = as_owner.get(reverse(OVERVIEW)).content.decode()
    assert "Cancel an order" in page
    assert "15 more in Spanish would help." in page
    assert "25 your own" in page


def test_many_phrases_are_added_at_once(as_owner: Client, flows: Shop) -> None:
    phrase(flows, "stop my order")
    answer = _add(as_owner, "I changed my mind\r\n\r\n  cancel   it \nstop my order", follow=True)
    assert _said(answer) == ["Added 2 phrases.", "1 was there already."]
    assert _texts() == ["I changed my mind", "cancel it", "stop my order"]
    assert Phrase.objects.get(text="cancel it").source == Source.OWNER
    assert is_wanted()
    assert AuditEvent.objects.get().why == "cancel en: 2"


def test_what_is_refused_stays_in_the_box_with_its_reason(as_owner: Client, flows: Shop) -> None:
    answer = _add(as_owner, "cancel it\nwhere is 100245\nwrite to jane@example.com")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ">where is 100245\nwrite to jane@example.com</textarea>" in page
    assert "Leave the number out" in page
    assert "Leave the e-mail address out" in page
    assert _texts() == ["cancel it"]


def test_too_many_lines_stay_in_the_box(as_owner: Client, flows: Shop) -> None:
    lines = [f"cancel {'a' * (number // 26 + 1)}{chr(97 + number % 26)}" for number in range(1002)]
    answer = _add(as_owner, "\n".join(lines))
    assert lines[-1] in answer.content.decode()
    assert "the lines from 1001 on are still in the box" in " ".join(_said(answer))


def test_an_empty_box_changes_nothing(as_owner: Client, flows: Shop) -> None:
    assert _add(as_owner, " \n ").status_code == 302
    assert not is_wanted()


def test_ticked_phrases_are_removed(as_owner: Client, flows: Shop) -> None:
    gone, kept = phrase(flows, "cancel it"), phrase(flows, "stop it")
    address = _flow().replace("/flow/", "/remove/")
    as_owner.post(address, {"phrase": [str(gone.pk), "no-number"]})
    assert list(Phrase.objects.all()) == [kept]
    assert is_wanted()
    answer = as_owner.post(address, follow=True)
    assert _said(answer)[-1] == "Tick the phrases to remove first."


def _change(client: Client, row: Phrase, **changed: str) -> Any:
    said = {"text": row.text, "label": row.label, "language": row.language, **changed}
    return client.post(reverse("admin:classifier_phrase_change", args=[row.pk]), said)


def test_a_phrase_is_reworded_and_moved(as_owner: Client, flows: Shop) -> None:
    row = phrase(flows, "cancel it")
    Phrase.objects.update(source=Source.STARTER)
    answer = _change(as_owner, row, text="  where is  it", label="order-status")
    assert answer["Location"] == _flow("order-status")
    row.refresh_from_db()
    assert (row.text, row.label, row.source) == ("where is it", "order-status", Source.OWNER)
    assert is_wanted()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"text": "where is 100245"}, "Leave the number out"),
        ({"text": "stop it"}, "This flow has the same phrase already."),
        ({"label": "nothing-of-ours"}, "nothing-of-ours is not one of the available choices"),
    ],
)
def test_a_bad_change_is_refused_in_a_sentence(
    as_owner: Client, flows: Shop, changed: dict[str, str], sentence: str
) -> None:
    row = phrase(flows, "cancel it")
    phrase(flows, "stop it")
    assert sentence in _change(as_owner, row, **changed).content.decode()
    assert not is_wanted()


def test_removing_one_asks_for_a_training_too(as_owner: Client, flows: Shop) -> None:
    row = phrase(flows, "cancel it")
    as_owner.post(reverse("admin:classifier_phrase_delete", args=[row.pk]), {"post": "yes"})
    assert _texts() == []
    assert is_wanted()


def test_a_phrase_is_found_in_whichever_flow_it_is(as_owner: Client, flows: Shop) -> None:
    phrase(flows, "where is my tea", "order-status")
    page = as_owner.get(f"{reverse(OVERVIEW)}?q=MY+T").content.decode()
    assert "where is my tea" in page
    assert (
        "No phrase has “tractor” in it."
        in as_owner.get(f"{reverse(OVERVIEW)}?q=tractor").content.decode()
    )


def test_an_unknown_flow_is_not_there(as_owner: Client, flows: Shop) -> None:
    assert as_owner.get(_flow("warranty")).status_code == 404


@pytest.mark.parametrize("odd", ["9" * 39, "9" * 5_000, "\x00", "-1", "²"])
def test_an_odd_tick_removes_nothing(odd: str, as_owner: Client, flows: Shop) -> None:
    row = phrase(flows, "cancel it")
    address = _flow().replace("/flow/", "/remove/")
    assert as_owner.post(address, {"phrase": odd}).status_code == 302
    assert _texts() == ["cancel it"]
    as_owner.post(address, {"phrase": [odd, str(row.pk)]})
    assert _texts() == []


def test_a_nul_is_left_out_wherever_it_is_sent(as_owner: Client, flows: Shop) -> None:
    phrase(flows, "cancel it")
    assert "cancel it" in as_owner.get(reverse(OVERVIEW), {"q": "l\x00 it"}).content.decode()
    assert as_owner.get(_flow("can%00cel", "e%00n")).context["language"] == "en"
    assert as_owner.get(_flow("%00")).status_code == 404
    _add(as_owner, "stop\x00 it")
    assert _texts() == ["cancel it", "stop it"]


def test_a_stranger_finds_neither_the_flow_nor_its_phrases(
    flows: Shop, stranger: User, client: Client
) -> None:
    row = phrase(flows, "cancel it")
    client.force_login(stranger)
    assert client.get(_flow()).status_code == 404
    assert _add(client, "mine now").status_code == 404
    gone = client.post(_flow().replace("/flow/", "/remove/"), {"phrase": str(row.pk)})
    assert gone.status_code == 404
    assert _change(client, row, text="mine now").status_code == 302
    client.post(reverse("admin:classifier_phrase_train"))
    assert _texts() == ["cancel it"]
    assert not Training.objects.filter(shop=flows).exists()
