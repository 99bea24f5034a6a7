"""Questions that no phrase holds, typed in each language, lead to the ready-made flow they mean."""

from __future__ import annotations

import pytest

from classifier.training.work import train
from flows import runtime
from flows.engine.questions import Stage
from flows.models import Session
from flows.present import view_of
from flows.ready_made import available, install
from selfservice.tenancy.models import Shop

ASKED: dict[str, dict[str, str]] = {
    "order-status": {
        "en": "it has been a week and the courier still has not brought my things",
        "cs": "už týden čekám a kurýr mi pořád nic nepřivezl",
        "es": "llevo una semana esperando y el repartidor no ha traído mi paquete",
    },
    "cancel": {
        "en": "I no longer need what I ordered this morning, please don't send it",
        "cs": "to, co jsem dnes objednala, už nepotřebuji, prosím neposílejte to",
        "es": "ya no necesito lo que pedí esta mañana, no lo envíen por favor",
    },
    "change-order": {
        "en": "I typed the wrong street, can it go to a different address",
        "cs": "spletl jsem si ulici, můžete to poslat na jinou adresu",
        "es": "me equivoqué de calle, ¿pueden mandarlo a otra dirección?",
    },
    "return": {
        "en": "I don't like the jacket, how do I send it back and get a refund",
        "cs": "bunda se mi nelíbí, jak ji pošlu zpátky a dostanu peníze",
        "es": "la chaqueta no me gusta, ¿cómo la devuelvo para que me reembolsen?",
    },
    "exchange": {
        "en": "the shoes are tight, could I swap them for one size up",
        "cs": "boty mě tlačí, šlo by je vyměnit za o číslo větší",
        "es": "los zapatos me aprietan, ¿me los cambian por un número más?",
    },
    "complaint": {
        "en": "the lamp arrived with a cracked shade",
        "cs": "lampa přišla s prasklým stínidlem",
        "es": "la lámpara llegó con la pantalla rota",
    },
    "before-buying": {
        "en": "will the blue kettle be available again soon",
        "cs": "bude ta modrá konvice brzy zase skladem",
        "es": "¿volverá a haber pronto hervidores azules en stock?",
    },
    "payment": {
        "en": "my card was charged two times, and where do I find the invoice",
        "cs": "z karty mi to strhlo peníze dvakrát a kde najdu fakturu",
        "es": "me han cobrado dos veces en la tarjeta y ¿dónde está la factura?",
    },
    "contact": {
        "en": "I would rather speak with somebody from your staff",
        "cs": "raději bych mluvil s někým od vás",
        "es": "prefiero hablar con alguien de su equipo",
    },
    "home": {
        "en": "hi there, could you give me a hand",
        "cs": "dobrý den, mohli byste mi pomoct",
        "es": "hola, ¿me podrían echar una mano?",
    },
}


@pytest.fixture
def trained(in_shop: Shop) -> Shop:
    install(in_shop, publish=True)
    train(in_shop)
    return in_shop


def came_to(shop: Shop, language: str, text: str) -> tuple[str, set[str]]:
    """The flow that was opened, or nothing; and those that are offered."""
    passage, _token = runtime.start(shop, language=language)
    position = runtime.ask(passage, text).position
    opened = position.question is not None and position.question.stage is Stage.OPENED
    offered = {each.id.removeprefix("flow:") for each in view_of(passage).options}
    return (position.key.flow, set()) if opened else ("", offered)


def test_there_is_a_question_for_every_flow_and_language_and_no_phrase_says_it() -> None:
    starters = {each.key: each for each in available()}
    assert ASKED.keys() == starters.keys()
    for key, texts in ASKED.items():
        assert texts.keys() == starters[key].phrases.keys()
        assert not any(text in starters[key].phrases[each] for each, text in texts.items())


def test_every_question_opens_its_flow_or_offers_it(trained: Shop) -> None:
    """One test, because training takes longer than all the questions.

    What is about nothing is offered nothing: the menu stays as it is. The README's example opens.
    """
    passage, _token = runtime.start(trained, language="en")
    menu = ("", {each.id for each in view_of(passage).options})
    for nonsense in ("asdkjh qwe zxc", "you are idiots", "xyzzy plugh"):
        assert came_to(trained, "en", nonsense) == menu
    assert came_to(trained, "en", "my mug came broken") == ("complaint", set())
    astray = []
    for key, texts in ASKED.items():
        for language, text in texts.items():
            opened, offered = came_to(trained, language, text)
            # A greeting is about nothing: it may not open anything, and the menu is there.
            right = not opened if key == "home" else key == opened or key in offered
            if not right:
                astray.append((key, language, text, opened, offered))
    assert astray == []
    assert Session.objects.count() == 5 + sum(map(len, ASKED.values()))
