"""The flow as data: steps keyed by id, each with its exits."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

Id = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]{0,59}$")]
Language = Annotated[str, StringConstraints(pattern=r"^[a-z]{2}(-[a-z]{2,4})?$")]
FactPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$")]
# One line that neither begins nor ends with a space.
ColumnName = Annotated[str, StringConstraints(pattern=r"^\S(.*\S)?$", max_length=60)]
MOST_COLUMNS = 40
Text = Mapping[Language, Annotated[str, StringConstraints(max_length=5000)]]


class Part(BaseModel):
    """Any part of a document: immutable, and strict about names it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class FieldType(StrEnum):
    TEXT = "text"
    LONG_TEXT = "long_text"
    EMAIL = "email"
    PHONE = "phone"
    ORDER_NUMBER = "order_number"
    NUMBER = "number"
    DATE = "date"
    CHOICE = "choice"
    SEVERAL = "several"
    FILE = "file"
    RATING = "rating"
    CONSENT = "consent"


class Choice(Part):
    id: Id
    label: Text


class AskField(Part):
    """One form field; its value becomes the fact `answer.NAME`.

    What it chose of a list fact is `chosen.NAME`, the members themselves. Where the list counts
    pieces, several are chosen by `{id, quantity}`: of two mugs, one.
    """

    name: Id
    type: FieldType
    label: Text
    help: Text = {}
    purpose: Text = {}  # why a personal field is asked
    required: bool = True
    choices: tuple[Choice, ...] = ()
    choices_from: FactPath | None = None  # a list fact, such as order.items
    prefill: FactPath | None = None  # what stands in it at first, for the shopper to change
    minimum: float | None = None
    maximum: float | None = None


class Option(Part):
    """A button; the step's exit of the same id says where it leads."""

    id: Id
    label: Text
    help: Text = {}


class Operator(StrEnum):
    IS = "is"
    IS_NOT = "is_not"
    ONE_OF = "one_of"
    NOT_ONE_OF = "not_one_of"
    AT_MOST = "at_most"
    AT_LEAST = "at_least"
    KNOWN = "known"
    UNKNOWN = "unknown"


class Condition(Part):
    fact: FactPath
    operator: Operator
    value: Any = None


class Rule(Part):
    """Taken when every condition holds; the step's exit of the same id says where it leads."""

    id: Id
    label: str = ""
    when: tuple[Condition, ...]


class Source(Part):
    """Where a value comes from: a fact, or a text with placeholders, or a constant."""

    fact: FactPath | None = None
    text: Text | None = None
    value: Any = None


class Column(Source):
    """A named part of an argument, such as one column of a spreadsheet's row."""

    name: ColumnName


def _listed(columns: Any) -> Any:
    """Columns may be written by name; they are kept as a list, whose order databases keep too."""
    if not isinstance(columns, Mapping):
        return columns
    return [
        {**each, "name": name} if isinstance(each, Mapping) else each
        for name, each in columns.items()
    ]


Columns = Annotated[tuple[Column, ...], BeforeValidator(_listed), Field(max_length=MOST_COLUMNS)]


class Given(Source):
    """One argument of a look-up or effect: one value, or else columns."""

    columns: Columns | None = None


Arguments = Mapping[Id, Given]


class EffectCall(Part):
    """An effect to request: its kind in the vocabulary, and what it is about."""

    id: Id
    kind: Id
    arguments: Arguments = {}


class BaseStep(Part):
    title: str = ""  # the owner's name for the step; shoppers never see it
    text: Text = {}
    exits: Mapping[Id, Id] = {}

    def exit_ids(self) -> tuple[str, ...]:
        """The exits this step must have, in order."""
        raise NotImplementedError

    def takes_shopper(self) -> bool:
        """Whether the fold stops here until the shopper answers."""
        return False


class Say(BaseStep):
    kind: Literal["say"] = "say"

    def exit_ids(self) -> tuple[str, ...]:
        return ("next",)

    def takes_shopper(self) -> bool:
        return True


class Choose(BaseStep):
    kind: Literal["choose"] = "choose"
    options: tuple[Option, ...] = ()

    def exit_ids(self) -> tuple[str, ...]:
        return tuple(option.id for option in self.options)

    def takes_shopper(self) -> bool:
        return True


class Ask(BaseStep):
    kind: Literal["ask"] = "ask"
    fields: tuple[AskField, ...] = ()
    button: Text = {}

    def exit_ids(self) -> tuple[str, ...]:
        return ("next",)

    def takes_shopper(self) -> bool:
        return True


class LookUp(BaseStep):
    """Reads through a connection; what was read becomes facts under the look-up's name."""

    kind: Literal["look_up"] = "look_up"
    read: Id
    arguments: Arguments = {}

    def exit_ids(self) -> tuple[str, ...]:
        return ("found", "missing", "failed")


class Prove(BaseStep):
    """Shows that the shopper is who the looked-up record belongs to."""

    kind: Literal["prove"] = "prove"
    about: FactPath  # the look-up whose personal facts are opened, such as order

    def exit_ids(self) -> tuple[str, ...]:
        return ("proven", "not_proven")

    def takes_shopper(self) -> bool:
        return True


class Check(BaseStep):
    kind: Literal["check"] = "check"
    rules: tuple[Rule, ...] = ()

    def exit_ids(self) -> tuple[str, ...]:
        return (*(rule.id for rule in self.rules), "otherwise")


class Do(BaseStep):
    kind: Literal["do"] = "do"
    effect: EffectCall
    waits: bool = True  # otherwise the flow goes on by `done` at once

    def exit_ids(self) -> tuple[str, ...]:
        return ("done", "refused", "failed") if self.waits else ("done",)


class GoTo(BaseStep):
    """Leads to a step of this flow by its exit `next`, or into another flow."""

    kind: Literal["go_to"] = "go_to"
    flow: Id | None = None

    def exit_ids(self) -> tuple[str, ...]:
        return () if self.flow else ("next",)


class Outcome(StrEnum):
    SOLVED = "solved"
    HANDED_OVER = "handed_over"


class End(BaseStep):
    """The end of a flow; a solved one still has the way to a person."""

    kind: Literal["end"] = "end"
    outcome: Outcome = Outcome.SOLVED
    effects: tuple[EffectCall, ...] = ()
    rating: bool = True

    def exit_ids(self) -> tuple[str, ...]:
        return ()

    def leads_to_person(self) -> bool:
        return self.outcome is Outcome.SOLVED


Step = Annotated[
    Say | Choose | Ask | LookUp | Prove | Check | Do | GoTo | End, Field(discriminator="kind")
]


class Document(Part):
    """A whole flow. `person` is the step that the always-present way to a person leads to."""

    schema_number: Literal[1] = Field(default=1, alias="schema")
    title: Text
    languages: tuple[Language, ...]
    start: Id
    person: Id
    steps: Mapping[Id, Step]

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


def load(data: Any) -> Document:
    """Raises pydantic's ValidationError, which names every fault and where it stands."""
    return Document.model_validate(data)


def dump(document: Document) -> dict[str, Any]:
    """Plain JSON data; loading it again gives an equal document."""
    return document.model_dump(mode="json", by_alias=True, exclude_defaults=False)
