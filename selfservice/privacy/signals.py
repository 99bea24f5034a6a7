"""News about lifetimes, for the apps above."""

from __future__ import annotations

from django.dispatch import Signal

# Sent across shops once the overdue rows are gone: what points at them without a foreign key can
# now be let go of, too. Whatever a receiver missed, it does the next night.
overdue_removed = Signal()
