"""The shopper's page of a ticket: the conversation with the people who work on it."""
