"""What a shopper typed is kept sealed, with how it was routed and what came of it."""

from __future__ import annotations

from uuid import uuid4

from django.db import connection

from classifier.models import Question
from classifier.questions import note, settle
from classifier.routing import Routed, Suggestion
from selfservice.tenancy.models import Shop

ROUTED = Routed("classifier", "status", 0.91239, ("parcel",), (Suggestion("cancel", 0.1),))


def test_a_question_is_kept_with_its_routing(in_shop: Shop) -> None:
    session = uuid4()
    note(in_shop, session, "where is my parcel", "en", ROUTED)
    kept = Question.objects.get(session=session)
    assert (kept.text, kept.language, kept.because) == ("where is my parcel", "en", ["parcel"])
    assert (kept.method, kept.label, kept.confidence) == ("classifier", "status", 0.912)
    assert kept.alternatives == ["cancel"]
    assert kept.outcome == ""


def test_what_was_typed_is_not_readable_in_the_database(in_shop: Shop) -> None:
    note(in_shop, uuid4(), "zdenka wants her parcel", "en", ROUTED)
    with connection.cursor() as cursor:
        cursor.execute("SELECT text, because FROM classifier_question")
        assert not any(word in str(cursor.fetchall()) for word in ("zdenka", "parcel"))


def test_the_newest_question_of_the_session_is_settled(in_shop: Shop) -> None:
    session = uuid4()
    first = note(in_shop, session, "first", "en", Routed())
    second = note(in_shop, session, "second", "en", Routed())
    other = note(in_shop, uuid4(), "other", "en", Routed())
    settle(session, "chosen", "cancel")
    settled = {each.pk: (each.outcome, each.label) for each in Question.objects.all()}
    assert settled == {first.pk: ("", ""), second.pk: ("chosen", "cancel"), other.pk: ("", "")}
    settle(session, "wrong")
    assert Question.objects.get(pk=second.pk).label == "cancel"


def test_a_flow_that_was_opened_wrongly_stays_told(in_shop: Shop) -> None:
    session = uuid4()
    note(in_shop, session, "where is it", "en", ROUTED)
    for outcome, label in [("wrong", ""), ("none", ""), ("chosen", "cancel"), ("kept", "")]:
        settle(session, outcome, label)
    kept = Question.objects.get()
    assert (kept.outcome, kept.label) == ("wrong", "cancel")
    assert kept.alternatives == ["status", "cancel"]


def test_what_the_owner_set_aside_stays_aside(in_shop: Shop) -> None:
    session = uuid4()
    note(in_shop, session, "asdf", "en", Routed())
    Question.objects.update(outcome="aside")
    settle(session, "person")
    assert Question.objects.get().outcome == "aside"


def test_a_session_without_questions_has_nothing_to_settle(in_shop: Shop) -> None:
    settle(uuid4(), "none")
    assert not Question.objects.exists()
