"""The classifier, pure: trains on texts, ranks topics for a text, says which words decided."""
