"""The admin's pages about flows and what shoppers did in them."""

from flows.admin.flows import FlowAdmin
from flows.admin.sessions import SessionAdmin

__all__ = ["FlowAdmin", "SessionAdmin"]
