"""The admin's pages about flows and what shoppers did in them."""

from flows.admin.desk import pages
from flows.admin.flows import FlowAdmin
from flows.admin.ratings import RatingAdmin
from flows.admin.sessions import SessionAdmin

__all__ = ["FlowAdmin", "RatingAdmin", "SessionAdmin", "pages"]
