"""What the test shop's questions can be about."""

from __future__ import annotations

TITLES = {
    "status": {"en": "Where is my order", "cs": "Kde je moje objednávka"},
    "cancel": {"en": "Cancel an order", "cs": "Zrušit objednávku"},
    "complaint": {"en": "Something is wrong with it", "cs": "Reklamace"},
}
PHRASES = {
    "status": {
        "en": [
            "where is my parcel",
            "when will it arrive",
            "has my order been sent",
            "tracking says nothing",
            "my delivery is late",
            "still waiting for the package",
        ],
        "cs": [
            "kde je můj balík",
            "kdy to dorazí",
            "už jste to odeslali?",
            "balík pořád nepřišel",
            "sledování zásilky",
            "zásilka se zpozdila",
        ],
    },
    "cancel": {
        "en": [
            "I want to cancel",
            "please cancel my purchase",
            "stop the order before it ships",
            "I changed my mind about buying",
            "can I still cancel it",
            "ordered by mistake, cancel please",
        ],
        "cs": [
            "chci zrušit objednávku",
            "stornujte mi to prosím",
            "storno",
            "rozmyslel jsem si to",
            "dá se to ještě zrušit?",
            "objednal jsem omylem",
        ],
    },
    "complaint": {
        "en": [
            "it came broken",
            "the glass is cracked",
            "you sent the wrong item",
            "a part is missing from the box",
            "it stopped working after a week",
            "the zip is damaged",
        ],
        "cs": [
            "přišlo to rozbité",
            "sklo je prasklé",
            "poslali jste jiné zboží",
            "v krabici chybí díl",
            "po týdnu to přestalo fungovat",
            "zip je poškozený",
        ],
    },
}
