"""Keeps each shop's model up to date with its phrases."""
