"""The help page's tests."""
