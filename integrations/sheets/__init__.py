"""Spreadsheets kept here: rows come in one by one, and go out as a file."""
