"""The help page as a browser shows it."""
