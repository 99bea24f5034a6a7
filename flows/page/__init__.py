"""The help page: server-rendered forms that are also what the bubble's frame shows."""
