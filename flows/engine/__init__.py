"""The engine: a flow as data and the fold that walks it; no Django, no network, no clock."""
