"""A flow on the bench: with one of its revisions, laid out, and with what was found about it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from flows.builder.bench import Bench
from flows.builder.board import Board, board_of
from flows.drafting import draft_of
from flows.engine.document import Document, load
from flows.models import Flow, Revision
from flows.publishing import Inspection, inspect
from selfservice.tenancy.policy import policy_of


@dataclass(frozen=True)
class Workpiece:
    """A flow with its newest draft, opened for one request."""

    flow: Flow
    draft: Revision

    @cached_property
    def document(self) -> Document:
        return load(self.draft.document)

    @cached_property
    def inspection(self) -> Inspection:
        return inspect(self.flow, self.document)

    @cached_property
    def board(self) -> Board:
        return board_of(self.document, self.language, self.inspection.problems)

    @property
    def language(self) -> str:
        default = self.flow.shop.default_language
        return default if default in self.document.languages else self.document.languages[0]

    def bench(self, document: Document | None = None) -> Bench:
        """`document` is an earlier draft, when the form was made from that one."""
        flows = Flow.objects.exclude(pk=self.flow.pk).values_list("key", "title")
        return Bench(
            document=document or self.document,
            language=self.language,
            numbers=self.board.numbers,
            flows=list(flows),
            policy=tuple(policy_of(self.flow.shop)),
            carriers=self.inspection.carriers,
        )


def workpiece_of(flow: Flow) -> Workpiece:
    return Workpiece(flow, draft_of(flow))
