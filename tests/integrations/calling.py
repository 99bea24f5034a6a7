"""Calls a function in a process of its own, with Django set up: MODULE.NAME ARGUMENT ..."""

from __future__ import annotations

import os
import sys
from importlib import import_module

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "selfservice.settings")
    django.setup()
    module, _dot, name = sys.argv[1].rpartition(".")
    getattr(import_module(module), name)(*sys.argv[2:])
