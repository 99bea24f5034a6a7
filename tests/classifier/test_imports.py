"""Only the training worker loads scikit-learn."""

from __future__ import annotations

import subprocess
import sys

import pytest
from django.conf import settings

SETUP = "import os, sys, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'selfservice.settings'; "
LOADED = "print(sorted({'sklearn', 'scipy'} & set(sys.modules)))"
MISSING = "sys.modules['sklearn'] = sys.modules['scipy'] = None; "


def python(code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", SETUP + code],
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        timeout=300,  # of a busy machine
        check=False,
    )


WEB = "django.setup(); import selfservice.urls, selfservice.wsgi, classifier.routing; "
WORKER = "from selfservice.celery import app; app.loader.import_default_modules(); "


@pytest.mark.parametrize("program", [WEB, WORKER])
def test_web_and_deliveries_run_without_it(program: str) -> None:
    done = python(MISSING + program + "print('fine')")
    assert done.stdout.strip() == "fine", done.stderr
    assert python(program + LOADED).stdout.strip() == "[]"


def test_the_training_worker_loads_it() -> None:
    done = python(WORKER + "import classifier.training.task; " + LOADED)
    assert done.stdout.strip() == "['scipy', 'sklearn']", done.stderr


def test_where_it_is_missing_the_training_worker_says_what_to_install() -> None:
    done = python(MISSING + WORKER + "import classifier.training.task")
    assert done.returncode == 1
    assert "requirements-training.txt" in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1
