"""The owner is told what a model that has not seen a phrase says of it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from classifier.router.examining import Examined, examined, folds_of, refined
from classifier.router.fitting import coefficients
from classifier.router.material import Example, Material
from tests.classifier.router.shops import examples, material

GIFTS = ["gift card balance", "redeem a gift card", "my voucher code", "use a voucher", "gift code"]
HOURS = ["opening hours", "are you open on sunday", "when do you close", "hours today", "open now"]


def five_flows() -> Material:
    more = [
        Example(label, text, "en")
        for label, own in (("gift", GIFTS), ("hours", HOURS))
        for text in own
    ]
    misfiled = Example("cancel", "where exactly is my parcel", "en")
    return replace(material(), examples=[*examples(), *more, misfiled])


@cache
def result() -> Examined:
    return examined(five_flows())


def test_no_phrase_is_asked_of_a_model_that_has_seen_it() -> None:
    folds = folds_of(five_flows())
    for fold in folds:
        assert not {each.text for each in fold.asked} & {each.text for each in fold.learned}
    asked = [each.text for fold in folds for each in fold.asked]
    assert len(asked) == len(set(asked)) == len(five_flows().examples)


def test_the_report_counts_what_there_is() -> None:
    report = result().report
    assert (report["flows"], report["phrases"]) == (5, 47)
    assert report["languages"] == {"cs": 18, "en": 29}
    assert report["few"] == []
    assert 0.5 < report["accuracy"] < 1
    assert report["accuracy"] <= report["served"] <= 1
    assert set(report["by_language"]) == {"cs", "en"}


def test_a_phrase_in_the_wrong_flow_is_named() -> None:
    named = [(each["text"], each["looks_like"]) for each in result().report["suspicious"]]
    assert ("where exactly is my parcel", "status") in named


def test_flows_that_are_mixed_up_are_named_with_examples() -> None:
    twins = [
        Example(label, f"{text} {word}")
        for label, word in (("a", "x"), ("b", "y"))
        for text in GIFTS
    ]
    pairs = examined(Material(twins)).report["confused"]
    assert {(each["flow"], each["taken_for"]) for each in pairs} == {("a", "b"), ("b", "a")}
    assert all(1 <= len(each["examples"]) <= 3 for each in pairs)


def test_more_phrases_are_seen_to_help() -> None:
    curve = result().report["curve"]
    assert [point["phrases"] for point in curve] == [5] or curve == []


def test_questions_that_no_flow_answers_make_it_less_sure() -> None:
    plain = coefficients(five_flows())
    careful = refined(plain, five_flows(), folds_of(five_flows()))
    assert (careful.shift, careful.stretch) != (0.0, 1.0)
    assert careful == result().model.confidence


def test_a_few_flows_are_not_enough_to_leave_some_out() -> None:
    assert examined(material()).model.confidence == coefficients(material())


def test_examining_twice_says_the_same() -> None:
    assert examined(five_flows()).report == result().report
