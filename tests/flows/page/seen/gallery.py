"""Every kind of step, drawn from views made by hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from uuid import UUID

from csp.middleware import CSPMiddleware
from django.http import HttpResponse, QueryDict
from django.test import RequestFactory

from flows.page.drawing import draw_turn
from flows.page.forms import form_for
from flows.page.turn import Turn
from flows.view import (
    ChoiceView,
    DeliveryView,
    FieldView,
    OptionView,
    TicketView,
    TranscriptLine,
    View,
)
from selfservice.tenancy.models import Shop

SAID = tuple(
    TranscriptLine(step, 1, question, answer, "", can_change=True)
    for step, question, answer in (
        ("topic", "How can we help?", "Cancel an order"),
        ("which", "Which order is it?", "1001, jane@example.com"),
    )
)
CHOICES = tuple(ChoiceView(name, name.capitalize()) for name in ("damaged", "late", "other"))
GOODS = (
    ChoiceView("mug", "2 × Blue mug", 2),
    ChoiceView("pot", "Glass teapot", 1),
    ChoiceView("spoon", "48 × Small spoon for tea, coffee and whatever else is stirred", 48),
)
KEPT = [
    {"id": str(UUID(int=1)), "name": "the box.jpg", "size": 120_000, "type": "image/jpeg"},
    {
        "id": str(UUID(int=2)),
        "name": "a very long name " * 5 + ".jpg",
        "size": 9,
        "type": "image/png",
    },
]
PHOTOS = FieldView(
    "photo", "file", "Photos", required=False, help="One or more.", accept="image/jpeg", max=5
)
ROUTED = {
    "method": "classifier",
    "confidence": 0.9,
    "flow": "cancel",
    "because": ["cancel", "order"],
    "alternatives": [],
}
UNSURE = (
    OptionView("flow:cancel", "Cancel an order"),
    OptionView("flow:return", "Return or withdraw"),
    OptionView("question:none", "None of these"),
)
NOTICE = "An automatic system suggests a topic from your words."
STATUSES = ("queued", "waiting_approval", "running", "checking", "done", "refused", "stuck")
FIELDS = (
    FieldView("name", "text", "Your name", required=False),
    FieldView("story", "long_text", "What happened?", required=True, help="In a sentence or two."),
    FieldView("email", "email", "E-mail", required=True),
    FieldView("phone", "phone", "Phone", required=False),
    FieldView("order", "order_number", "Order number", required=True),
    FieldView("pieces", "number", "How many?", required=True),
    FieldView("day", "date", "Which day?", required=True),
    FieldView("why", "choice", "Why?", required=True, choices=CHOICES, help="Choose one."),
    FieldView("parts", "several", "Which parts?", required=True, choices=CHOICES),
    FieldView(
        "back",
        "several",
        "What comes back?",
        required=True,
        choices=GOODS,
        value=[{"id": "mug", "quantity": 1}, "spoon"],
    ),
    FieldView("score", "rating", "How was it?", required=True),
    FieldView("agree", "consent", "The carrier may get my phone number.", required=True),
)


def _view(kind: str, html: str, **parts: object) -> View:
    return View("here", kind, "", html, transcript=SAID, can_go_back=True, **parts)  # type: ignore[arg-type]


VIEWS: dict[str, View] = {
    "say": _view("say", "<p>It is on its <a href='https://x.example/'>way</a>.</p>"),
    "choose": _view(
        "choose",
        "<p>What is it about?</p><ul><li>One</li></ul>",
        options=(OptionView("a", "An order", "Status and dates"), OptionView("b", "A return")),
        notices=("The carrier is late today.",),
    ),
    "ask": _view("ask", "<p><em>Tell</em> us more</p>", fields=FIELDS),
    "wait": _view(
        "wait",
        "<p>We are cancelling it.</p>",
        deliveries=tuple(DeliveryView(each, "Cancel the order", each) for each in STATUSES),
    ),
    "prove": _view(
        "prove",
        "<p>We sent a code to j***@e***.com.</p>",
        fields=(FieldView("code", "code", "Code from the e-mail", required=True),),
        options=(OptionView("resend", "Send another code"),),
    ),
    "solved": _view("end", "<p>It is cancelled.</p>", outcome="solved", person=False, rating=True),
    "photos": _view("ask", "<p>Show us</p>", fields=(replace(PHOTOS, value=KEPT), *FIELDS[1:3])),
    "home": View(
        "welcome",
        "choose",
        "",
        "<p>What can we help you with?</p>",
        options=tuple(OptionView(f"o{each}", f"A topic, number {each}") for each in range(8)),
        can_ask=True,
        question_notice=NOTICE,
    ),
    "beside": _view("say", "<p>It is on its way.</p>", can_ask=True, question_notice=NOTICE),
    "understood": _view(
        "ask",
        "<p>Which order?</p>",
        fields=FIELDS[2:3],
        routing=ROUTED,
        topic="Cancel an order",
        asked="I want to cancel the order I made today",
        can_ask=True,
    ),
    "which": _view(
        "choose",
        "<p>Did you mean one of these?</p>",
        options=UNSURE,
        routing=ROUTED | {"method": "menu", "flow": ""},
        asked="money " * 60,
        can_ask=True,
    ),
    "unsure": _view(
        "choose",
        "<p>We are not sure what you mean.</p>",
        options=UNSURE,
        routing=ROUTED | {"method": "none", "flow": ""},
        asked="what about the purple elephant?",
        can_ask=True,
    ),
    "handed": _view(
        "end", "<p>We will write.</p>", outcome="handed_over", ticket=TicketView("T-1", "open")
    ),
}
NAMES = (*VIEWS, "wrong", "stale", "yellow", "refused", "empty", "rated")


def _wrong() -> Turn:
    form = form_for(
        VIEWS["ask"], QueryDict("a-name=Jana&a-why=late&a-back=spoon&a-back-pieces-spoon=lots")
    )
    form.show({field.name: "Please fill this in." for field in FIELDS})
    return Turn(VIEWS["ask"], form, "token", 422)


def _refused() -> Turn:
    form = form_for(VIEWS["photos"], QueryDict("a-story=The cup is broken"))
    form.show({"photo": ["huge.jpg: This file is larger than 10 MB.", "x.txt: We take photos."]})
    return Turn(VIEWS["photos"], form, "token", 413)


def _empty() -> Turn:
    turn = Turn(VIEWS["home"], form_for(VIEWS["home"]), "token", 422, beginning=True)
    return replace(turn, question="  ", question_error="Please write your question.")


def _rated() -> Turn:
    view = VIEWS["solved"]
    return Turn(view, form_for(view), "token", score=2, comment="Too slow", thanked=True)


_TURNS: dict[str, Callable[[], Turn]] = {
    "wrong": _wrong,
    "refused": _refused,
    "empty": _empty,
    "rated": _rated,
    "first": lambda: Turn(VIEWS["home"], form_for(VIEWS["home"]), beginning=True),
    "stale": lambda: Turn(VIEWS["say"], form_for(VIEWS["say"]), "token", 409, "That is answered."),
}


def drawn(name: str) -> tuple[str, str]:
    """The page and its content policy."""
    look = {"accent": "#ffe600"} if name == "yellow" else {}
    shop = Shop(
        key="anna",
        name="Anna's Shop",
        languages=["en", "cs", "es"],
        look=look,
        origins=["http://shop.example"],
    )
    view = VIEWS.get(name, VIEWS["choose"])
    plain = Turn(view, form_for(view), "token", beginning=name == "home")
    turn = _TURNS[name]() if name in _TURNS else plain
    request = RequestFactory().get("/help/anna/")
    middleware = CSPMiddleware(lambda _request: HttpResponse())
    middleware.process_request(request)
    drawn_page = draw_turn(request, shop, "en", turn)
    response = middleware.process_response(request, drawn_page)
    return drawn_page.content.decode(), response.headers["Content-Security-Policy"]
