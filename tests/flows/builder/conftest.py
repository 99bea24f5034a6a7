"""A browserless owner, and the few things every test of the builder sends."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from flows.builder.showing import desk_of
from flows.builder.step_form import StepForm
from flows.drafting import draft_of
from flows.engine.document import Document, load
from flows.models import Flow
from selfservice.tenancy.models import Member, Role, Shop, User
from selfservice.tenancy.scope import within


@pytest.fixture
def as_owner(owner: User) -> Client:
    client = Client()
    client.force_login(owner)
    return client


@pytest.fixture
def as_role(shop: Shop) -> Callable[[str], Client]:
    def signed_in(role: str) -> Client:
        email = f"{role}@anna.example"
        user = User.objects.create_user(email, "correct horse battery", is_staff=True)
        with within(shop):
            Member.objects.create(shop=shop, user=user, role=Role(role))
        client = Client()
        client.force_login(user)
        return client

    return signed_in


def address(name: str, *args: Any) -> str:
    return reverse(f"admin:flows_flow_{name}", args=args)


def newest(flow: Flow) -> Document:
    return load(draft_of(flow).document)


def step_now(flow: Flow, step: str) -> Any:
    return newest(flow).steps[step]


def filled_in(flow: Flow, step: str) -> dict[str, Any]:
    """What a browser would send if one pressed Save without touching anything."""
    desk = desk_of(flow)
    form = StepForm(desk.bench(), step)
    number = desk.draft.number
    sent: dict[str, Any] = {"base": number, "over": number}
    for part in form.parts:
        for one in _forms(part):
            for field in one:
                value = field.value()
                if value not in (None, False):
                    sent[field.html_name] = value
    return sent


def _forms(part: Any) -> list[Any]:
    below = [*getattr(part, "rows", ()), *getattr(part, "conditions", ())]
    return [part, *(each for row in below for each in _forms(row))]
