"""The buttons on a delivery's own page: one for each decision that it can still take."""

from __future__ import annotations

from collections.abc import Callable, Container
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminTextInputWidget

from integrations import decisions
from integrations.models import Delivery
from selfservice.tenancy.models import User

MOST_SAID = 200


class SaidForm(forms.Form):
    """The text that goes along with one button."""

    said = forms.CharField(required=False, max_length=MOST_SAID, widget=UnfoldAdminTextInputWidget)

    def __init__(self, label: Any, form: str) -> None:
        super().__init__(auto_id=f"{form}_%s")
        self.fields["said"].label = label
        self.fields["said"].widget.attrs["form"] = form


@dataclass(frozen=True, slots=True)
class Button:
    """`asks` labels the text that goes along with the decision, `done` says that it was taken."""

    decision: str
    label: str | Promise
    done: str | Promise
    decide: Callable[[Delivery, User, str], None]
    variant: str = "default"
    asks: str | Promise = ""

    @property
    def name(self) -> str:
        return f"_{self.decision}"

    @property
    def form(self) -> str:
        return f"decide_{self.decision}"

    @property
    def fields(self) -> forms.Form | tuple[()]:
        return SaidForm(self.asks, self.form) if self.asks else ()


_ALL = (
    Button(
        "approve",
        _("Approve"),
        _("Approved: it is carried out now."),
        lambda row, actor, _said: decisions.approve(row, actor),
        variant="primary",
    ),
    Button(
        "try_again",
        _("Try again with the same key"),
        _("It is being tried again."),
        lambda row, actor, _said: decisions.try_again(row, actor),
        variant="primary",
    ),
    Button(
        "done_by_hand",
        _("Mark done by hand"),
        _("Marked as done by hand."),
        decisions.done_by_hand,
        asks=_("Reference under which it was done"),
    ),
    Button(
        "reject",
        _("Reject"),
        _("Called off. A ticket asks a person to tell the shopper."),
        decisions.reject,
        variant="danger",
        asks=_("Reason, for the ticket that tells the shopper"),
    ),
)
BUTTONS = {each.decision: each for each in _ALL}


def buttons_for(delivery: Delivery) -> list[Button]:
    return [BUTTONS[decision] for decision in decisions.possible(delivery)]


def pressed(posted: Container[str]) -> Button | None:
    return next((each for each in _ALL if each.name in posted), None)
