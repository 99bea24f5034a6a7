"""A code is good for ten minutes, once, and for the mailbox that it was sent to alone."""

from __future__ import annotations

import pytest

from flows import runtime
from flows.models import Challenge
from flows.passage import Passage, let_proofs_lapse
from integrations import outbox
from integrations.demo_shop.seed import PETR
from selfservice.clock import now
from selfservice.tenancy.models import Shop
from tests.flows.runtime.steps import at_proof, cancelling, mailed_code


def refused(passage: Passage, code: str) -> bool:
    with pytest.raises(runtime.Invalid) as raised:
        runtime.answer(passage, "prove", values={"code": code})
    return set(raised.value.errors) == {"code"} and not passage.position.proven


def test_a_code_is_no_good_after_its_ten_minutes(in_demo: Shop) -> None:
    passage = at_proof(in_demo)
    Challenge.objects.update(expires=now())
    assert refused(passage, mailed_code(passage))


def test_a_code_that_was_used_proves_nothing_again(in_demo: Shop) -> None:
    passage = cancelling(in_demo)
    used = mailed_code(passage)
    let_proofs_lapse(passage)
    runtime.again(passage)
    order = {"number": "1014", "email": "jane@example.com"}
    runtime.answer(passage, "which", values=order)
    runtime.answer(passage, "sure", option="yes")
    assert passage.position.key.step == "prove"
    assert refused(passage, used)


def test_a_code_opens_no_other_mailboxs_order(in_demo: Shop) -> None:
    passage = at_proof(in_demo)
    janes = mailed_code(passage)
    runtime.answer(passage, "which", values={"number": "1022", "email": PETR["email"]})
    assert passage.position.key.step == "prove"
    assert refused(passage, janes)


def test_the_mail_of_a_shop_whose_name_has_two_lines_has_a_subject_of_one(in_demo: Shop) -> None:
    in_demo.name = "Iva's\nMugs"
    in_demo.save()
    passage = at_proof(in_demo)
    [code] = outbox.deliveries_of(passage.session.pk)
    assert code.arguments["subject"] == "Your code for Iva's Mugs"
