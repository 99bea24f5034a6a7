"""The classifier is told what is live and what it is about, and begins with ready-made phrases."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from pytest_django import DjangoCaptureOnCommitCallbacks

from classifier import phrases
from classifier.models import Phrase, Source, Topic, Training
from flows import publishing
from flows.drafting import draft_of, start_flow
from flows.engine.document import load
from flows.models import Flow, Revision
from flows.ready_made import available, install
from flows.teaching import catch_up, hand_over, hints_of
from selfservice.tenancy.models import Shop
from selfservice.tenancy.scope import within
from tests.flows.cancelling import CANCEL, publish
from tests.flows.topics_taught import COMPLAINT, HOME

STARTERS = {each.key: each for each in available()}


@pytest.fixture
def cancel(in_shop: Shop) -> Flow:
    (flow,) = install(in_shop, ["cancel"])
    return flow


def test_publishing_tells_the_topic_and_unpublishing_takes_it_back(
    in_shop: Shop, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    (contact,) = install(in_shop, ["contact"])
    with django_capture_on_commit_callbacks(execute=True):
        publishing.publish(contact, draft_of(contact).number)
    topic = Topic.objects.get()
    assert (topic.label, topic.live) == ("contact", True)
    assert topic.titles == STARTERS["contact"].title
    assert Training.objects.get().wanted
    with django_capture_on_commit_callbacks(execute=True):
        publishing.unpublish(contact)
    topic.refresh_from_db()
    assert not topic.live
    assert phrases.phrases_of("contact")


def test_what_is_told_is_what_is_live_now_whatever_the_news_says(in_shop: Shop) -> None:
    """News may come twice, and late."""
    flow = publish(in_shop, "cancel", CANCEL)
    hand_over(flow)
    Flow.objects.filter(pk=flow.pk).update(live=None)
    hand_over(flow)
    assert not Topic.objects.get().live


def test_telling_again_what_is_known_wants_no_new_model(in_shop: Shop) -> None:
    flow = publish(in_shop, "cancel", CANCEL)
    hand_over(flow)
    Training.objects.update(wanted=None)
    hand_over(flow)
    assert Training.objects.get().wanted is None


def test_hints_are_what_the_flow_says_about_itself() -> None:
    said = {
        **COMPLAINT["steps"]["what"],
        "text": {"en": "What about {order.number} is wrong?"},
        "options": [
            {"id": "broken", "label": {"en": "It came broken"}, "help": {"en": "Or it leaks"}},
            {"id": "missing", "label": {"en": "No"}},
        ],
    }
    document = load({**COMPLAINT, "steps": {**COMPLAINT["steps"], "what": said}})
    hints = hints_of(document)["en"]
    assert hints[:3] == ["What about is wrong?", "It came broken", "Or it leaks"]
    assert "No" not in hints


def test_the_home_flow_gives_no_hints_for_it_names_all_the_others(in_shop: Shop) -> None:
    hand_over(publish(in_shop, "home", HOME, home=True))
    assert Topic.objects.get().hints == {}


def test_a_ready_made_flow_brings_its_phrases_in_the_shops_languages(in_shop: Shop) -> None:
    in_shop.languages = ["cs", "en"]
    install(in_shop, ["cancel"])
    known = phrases.phrases_of("cancel")
    assert set(known) == {"cs", "en"}
    assert set(known["cs"]) == set(STARTERS["cancel"].phrases["cs"])
    assert set(Phrase.objects.values_list("source", flat=True)) == {Source.STARTER}


def test_every_ready_made_phrase_is_taken(in_shop: Shop) -> None:
    install(in_shop)
    given = sum(len(texts) for each in STARTERS.values() for texts in each.phrases.values())
    assert Phrase.objects.count() == given


def test_a_flow_installed_before_there_were_phrases_gets_them(cancel: Flow) -> None:
    Phrase.objects.all().delete()
    install(cancel.shop, ["cancel"])
    assert set(phrases.phrases_of("cancel")) == {"en", "cs", "es"}


def test_a_phrase_that_the_owner_took_out_stays_out(cancel: Flow) -> None:
    gone = Phrase.objects.filter(language="en").first()
    assert gone is not None
    gone.delete()
    install(cancel.shop, ["cancel"])
    assert gone.text not in phrases.phrases_of("cancel")["en"]


def test_a_language_that_the_shop_begins_to_speak_gets_its_phrases(in_shop: Shop) -> None:
    in_shop.languages = ["en"]
    install(in_shop, ["cancel"])
    in_shop.languages = ["en", "es"]
    install(in_shop, ["cancel"])
    assert set(phrases.phrases_of("cancel")) == {"en", "es"}


def test_the_command_tells_what_was_live_before_there_was_a_classifier(shop: Shop) -> None:
    with within(shop):
        install(shop, publish=True)
        Topic.objects.all().delete()
        Phrase.objects.all().delete()
    call_command("install_starters", "--shop", "anna")
    with within(shop):
        assert Topic.objects.filter(live=True).count() == len(STARTERS)
        assert Phrase.objects.exists()


def test_a_second_installing_wants_no_new_model(in_shop: Shop) -> None:
    install(in_shop, publish=True)
    Training.objects.update(wanted=None)
    install(in_shop, publish=True)
    assert Training.objects.get().wanted is None


def test_what_was_published_unheard_is_told_later(in_shop: Shop) -> None:
    flow = publish(in_shop, "cancel", CANCEL)
    catch_up()
    assert Topic.objects.get().live
    Flow.objects.filter(pk=flow.pk).update(live=None)
    catch_up()
    assert not Topic.objects.get().live


def test_what_changed_unheard_is_told_when_every_flow_is(in_shop: Shop) -> None:
    hand_over(publish(in_shop, "cancel", CANCEL))
    publish(in_shop, "cancel", {**CANCEL, "title": {"en": "Stop an order"}})
    catch_up()
    assert Topic.objects.get().titles == CANCEL["title"]
    catch_up(every=True)
    assert Topic.objects.get().titles == {"en": "Stop an order"}


def test_a_flow_that_cannot_be_told_keeps_no_other_from_it(in_shop: Shop, other_shop: Shop) -> None:
    broken = publish(in_shop, "cancel", CANCEL)
    Revision.objects.filter(flow=broken).update(document={"schema": 99})
    with within(other_shop):
        publish(other_shop, "cancel", CANCEL)
    catch_up()
    with within(other_shop):
        assert Topic.objects.get().live
    assert not Topic.objects.exists()


def test_a_flow_of_the_shops_own_gets_no_phrases_for_its_key(in_shop: Shop) -> None:
    start_flow(Flow(shop=in_shop, key="return", title="Recycling"), load(COMPLAINT), "", None)
    install(in_shop, ["return"])
    assert not Phrase.objects.exists()


def test_a_ready_made_draft_is_known_by_its_title_and_not_routed_to(in_shop: Shop) -> None:
    install(in_shop, ["cancel"])
    topic = Topic.objects.get(label="cancel")
    assert topic.titles["en"] == "Cancel an order"
    assert not topic.live
