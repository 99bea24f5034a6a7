"""The API's description, made from its code.

Only `manage.py describe_api` and its test import it: running needs no drf-spectacular.
"""
