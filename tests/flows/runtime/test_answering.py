"""Answers, changes of answers, and what can no longer be changed."""

from __future__ import annotations

from copy import deepcopy

import pytest
from django.db import IntegrityError

from flows import runtime
from flows.models import Challenge, Entry, Session
from flows.passage import load
from flows.present import view_of
from flows.runtime import proving
from integrations import outbox
from integrations.models import Delivery
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from tests.flows.conftest import CANCEL, publish
from tests.flows.runtime.steps import asked, at_proof, cancelling, mailed_code

pytestmark = pytest.mark.usefixtures("in_demo")


def test_an_order_that_can_be_cancelled_is_asked_about(demo: Shop) -> None:
    assert asked(demo).position.key.step == "sure"


def test_a_wrong_email_leads_where_an_unknown_order_leads(demo: Shop) -> None:
    wrong = asked(demo, email="stranger@example.com")
    unknown = asked(demo, number="9999")
    assert wrong.position.key == unknown.position.key
    assert wrong.position.facts.get("order") == unknown.position.facts.get("order")


def test_the_code_from_the_mail_proves_and_the_effect_is_accepted_once(demo: Shop) -> None:
    passage = cancelling(demo)
    assert passage.position.key.step == "cancel"
    kinds = [each.kind for each in outbox.deliveries_of(passage.session.pk) if each.flow]
    assert kinds == ["cancel_order"]


def test_the_same_answer_again_changes_nothing(demo: Shop) -> None:
    passage = at_proof(demo)
    before = Entry.objects.filter(session=passage.session).count()
    runtime.answer(passage, "sure", option="yes")
    values = {"number": "1001", "email": "jane@example.com"}
    runtime.answer(passage, "which", values=values)
    assert Entry.objects.filter(session=passage.session).count() == before
    assert passage.position.key.step == "prove"


def test_a_changed_answer_keeps_the_later_ones_that_are_still_reachable(demo: Shop) -> None:
    passage = at_proof(demo)
    values = {"number": "1014", "email": "jane@example.com"}
    runtime.answer(passage, "which", values=values)
    assert passage.position.facts["order"]["number"] == "1014"
    assert passage.position.key.step == "prove"


def test_going_back_shows_the_answer_given(demo: Shop) -> None:
    passage = asked(demo)
    runtime.back(passage)
    assert passage.position.key.step == "which"
    assert passage.position.reopened == {"values": {"number": "1001", "email": "jane@example.com"}}


def test_going_back_and_forward_again_is_where_one_was(demo: Shop) -> None:
    passage = asked(demo)
    before = passage.position.key
    runtime.back(passage)
    kept = passage.position.reopened
    assert kept is not None
    runtime.answer(passage, "which", values=kept["values"])
    assert passage.position.key == before


def test_an_answer_that_an_accepted_effect_rests_on_cannot_be_changed(demo: Shop) -> None:
    passage = cancelling(demo)
    with pytest.raises(runtime.AlreadyAccepted):
        runtime.answer(passage, "sure", option="no")
    with pytest.raises(runtime.AlreadyAccepted):
        runtime.back(passage)


def test_another_request_keeps_the_proof_of_the_mailbox(demo: Shop) -> None:
    passage = cancelling(demo)
    runtime.answer(passage, "cancel", option="again")
    assert (passage.position.key.step, passage.position.key.visit) == ("which", 2)
    runtime.answer(passage, "which", values={"number": "1014", "email": "jane@example.com"})
    runtime.answer(passage, "sure", option="yes")
    assert passage.position.key.step == "cancel"
    orders = [
        each.arguments["order"]
        for each in outbox.deliveries_of(passage.session.pk)
        if each.kind == "cancel_order"
    ]
    assert sorted(orders) == ["1001", "1014"]


def test_an_answer_to_a_step_that_is_not_on_the_path_is_stale(demo: Shop) -> None:
    with pytest.raises(runtime.Stale):
        runtime.answer(asked(demo), "prove", values={"code": "AAAA AAAA"})


def test_two_windows_cannot_both_move_the_session(demo: Shop) -> None:
    first = asked(demo)
    second = load(type(first.session).objects.select_related("shop").get(pk=first.session.pk))
    runtime.answer(first, "sure", option="yes")
    with pytest.raises(runtime.Stale):
        runtime.answer(second, "sure", option="no")


def test_a_person_is_one_answer_away(demo: Shop) -> None:
    passage = runtime.answer(asked(demo), "sure", option="person")
    assert passage.position.key.step == "human"
    assert passage.session.outcome == "handed_over"


def test_a_person_is_one_answer_away_from_a_solved_end_too(demo: Shop) -> None:
    passage = runtime.answer(asked(demo), "sure", option="no")
    assert view_of(passage).person
    runtime.answer(passage, "kept", option="person")
    assert passage.position.key.step == "human"
    assert passage.session.outcome == "handed_over"
    assert not view_of(passage).person


def test_wrong_values_are_refused_field_by_field(demo: Shop) -> None:
    passage, _token = runtime.start(demo)
    with pytest.raises(runtime.Invalid) as refused:
        runtime.answer(passage, "which", values={"number": "", "email": "not an address"})
    assert set(refused.value.errors) == {"number", "email"}


def test_nul_and_lone_surrogates_do_not_reach_the_database(demo: Shop) -> None:
    passage = asked(demo, number="10\x0001\ud800")
    assert passage.position.facts["answer"]["number"] == "1001"


def test_a_code_may_be_typed_carelessly(demo: Shop) -> None:
    passage = at_proof(demo)
    careless = mailed_code(passage).lower().replace(" ", " - ")
    runtime.answer(passage, "prove", values={"code": careless})
    assert passage.position.key.step == "cancel"


def test_a_code_that_no_database_takes_is_a_wrong_one(demo: Shop) -> None:
    with pytest.raises(runtime.Invalid) as refused:
        runtime.answer(at_proof(demo), "prove", values={"code": "\ud800"})
    assert set(refused.value.errors) == {"code"}


def test_the_fifth_wrong_code_ends_the_proof(demo: Shop) -> None:
    passage = at_proof(demo)
    for _try in range(4):
        with pytest.raises(runtime.Invalid):
            runtime.answer(passage, "prove", values={"code": "22222222"})
    runtime.answer(passage, "prove", values={"code": "22222222"})
    assert passage.position.key.step == "human"


def test_the_right_code_is_no_good_after_five_wrong_ones(demo: Shop) -> None:
    passage = at_proof(demo)
    right = mailed_code(passage)
    Challenge.objects.update(tries=proving.TRIES)
    runtime.answer(passage, "prove", values={"code": right})
    assert passage.position.key.step == "human"


def test_another_code_within_a_minute_is_too_soon(demo: Shop) -> None:
    with pytest.raises(runtime.TooMany) as refused:
        runtime.answer(at_proof(demo), "prove", option="resend")
    assert refused.value.retry_after == 60


def test_a_session_finishes_on_the_revision_it_entered(demo: Shop) -> None:
    passage = asked(demo)
    later = deepcopy(CANCEL)
    later["steps"]["kept"]["text"]["en"] = "Another ending."
    later["steps"]["sure"]["exits"]["no"] = "late"
    publish(demo, "cancel", later)
    resumed = load(Session.objects.select_related("shop").get(pk=passage.session.pk))
    runtime.answer(resumed, "sure", option="no")
    assert view_of(resumed).text == "Nothing was changed."


def test_no_effect_is_kept_without_its_answer(demo: Shop) -> None:
    passage = at_proof(demo)
    code = mailed_code(passage)
    taken = {"session": passage.session, "number": len(passage.entries), "kind": "answer"}
    Entry.objects.create(shop=demo, at=now(), **taken)
    with pytest.raises(IntegrityError):
        runtime.answer(passage, "prove", values={"code": code})
    assert not Delivery.objects.filter(kind="cancel_order").exists()


def test_a_mailbox_that_got_its_codes_for_the_day_is_told_of_a_person(demo: Shop) -> None:
    for _time in range(5):
        at_proof(demo)
    sixth = at_proof(demo)
    assert sixth.position.key.step == "prove"
    assert len(view_of(sixth).notices) == 1
    with pytest.raises(runtime.TooMany) as refused:
        runtime.answer(sixth, "prove", option="resend")
    assert refused.value.retry_after == 86_400
