"""The real training worker: forked, rung for by a message, with the limits that end it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from classifier.training import claims, task
from selfservice.management.commands.serve import programs
from tests.integrations.installation import installation, migrated

NEWEST = "SELECT count(*) FROM classifier_modelversion"


def test_a_shop_that_was_taught_has_a_model_soon(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    [worker] = [each for each in programs([], 1, 1) if each.name == "training"]
    with (
        migrated(tmp_path_factory.mktemp("template")) as template,
        installation(tmp_path, template) as installed,
    ):
        installed.call("tests.classifier.training.ringing.teach_a_shop")
        running = installed.start(*worker.argv[1:-1], "--loglevel=CRITICAL")
        assert installed.wait_for(NEWEST, lambda count: count == 1) == [(1,)]
        assert installed.rows("SELECT failure FROM classifier_training") == [("",)]
        assert running.poll() is None
        assert installed.stop(running) == os.EX_OK


def test_no_training_outlives_its_claim() -> None:
    ends = claims.ABANDONED_AFTER.total_seconds()
    assert task.SOFT_LIMIT_SECONDS < task.LIMIT_SECONDS < ends
