"""What a client is shown: the one shape behind the HTML page and the JSON API."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

KINDS = ("say", "choose", "ask", "wait", "prove", "end")


@dataclass(frozen=True, slots=True)
class OptionView:
    id: str
    label: str
    help: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceView:
    """`quantity` is how many pieces there are, where they are counted: fewer may be chosen."""

    id: str
    label: str
    quantity: int | None = None


@dataclass(frozen=True, slots=True)
class FieldView:
    name: str
    type: str  # a FieldType
    label: str
    required: bool
    help: str = ""
    choices: tuple[ChoiceView, ...] = ()
    value: Any = None
    min: float | None = None
    max: float | None = None
    accept: str = ""
    multiple: bool = False


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """`status`: queued, waiting_approval, running, checking, done, refused or stuck.

    `by` is the day, in words, by which a person confirms what waits for it.
    """

    id: str
    label: str
    status: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class TicketView:
    number: str
    status: str


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A step the shopper went through; `question` and `answer` are plain text."""

    step: str
    visit: int
    question: str
    answer: str
    at: str
    can_change: bool
    typed: bool = False  # a question in the shopper's own words, asked by nobody


@dataclass(frozen=True, slots=True)
class View:
    """`kind`: say, choose, ask, wait, prove or end. `text` is Markdown, `html` the same made safe.

    Absent parts are empty here and left out of the JSON. `can_start_another` offers the home flow
    again after an end; `person` tells whether the way to a person is still ahead. `routing` is how
    the newest typed question was taken (method, confidence, flow, because, alternatives), `asked`
    its words and `topic` the title of the flow that it opened.
    """

    step: str
    kind: str
    text: str
    html: str
    options: tuple[OptionView, ...] = ()
    fields: tuple[FieldView, ...] = ()
    can_go_back: bool = False
    notices: tuple[str, ...] = ()
    deliveries: tuple[DeliveryView, ...] = ()
    outcome: str = ""
    ticket: TicketView | None = None
    routing: dict[str, Any] | None = None
    poll_after: int | None = None  # seconds
    button: str = ""  # the label of an ask step's button, where the shop wrote its own
    rating: bool = False
    can_start_another: bool = False
    person: bool = True
    can_ask: bool = False  # whether typing a question makes sense here
    question_notice: str = ""  # what is to be said before the first typed question
    asked: str = ""
    topic: str = ""
    transcript: tuple[TranscriptLine, ...] = field(default=(), repr=False)
