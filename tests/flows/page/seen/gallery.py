"""Every kind of step, drawn from views made by hand."""

from __future__ import annotations

from collections.abc import Callable

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
    "solved": _view("end", "<p>It is cancelled.</p>", outcome="solved", person=False),
    "handed": _view(
        "end", "<p>We will write.</p>", outcome="handed_over", ticket=TicketView("T-1", "open")
    ),
}
NAMES = (*VIEWS, "wrong", "stale", "yellow")


def _wrong() -> Turn:
    form = form_for(VIEWS["ask"], QueryDict("a-name=Jana&a-why=late"))
    form.show({field.name: "Please fill this in." for field in FIELDS})
    return Turn(VIEWS["ask"], form, "token", 422)


_TURNS: dict[str, Callable[[], Turn]] = {
    "wrong": _wrong,
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
    turn = _TURNS[name]() if name in _TURNS else Turn(view, form_for(view), "token")
    request = RequestFactory().get("/help/anna/")
    middleware = CSPMiddleware(lambda _request: HttpResponse())
    middleware.process_request(request)
    drawn_page = draw_turn(request, shop, "en", turn)
    response = middleware.process_response(request, drawn_page)
    return drawn_page.content.decode(), response.headers["Content-Security-Policy"]
