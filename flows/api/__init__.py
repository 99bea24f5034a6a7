"""The JSON API for apps, messengers and voice."""
