"""Workers beside each other in one run share nothing."""

from __future__ import annotations

import os

import pytest
from django.conf import settings
from django.db import connection


@pytest.mark.django_db
@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="this run has no workers")
def test_a_worker_has_its_own_database_broker_number_and_directory() -> None:
    assert connection.settings_dict["NAME"].endswith(os.environ["PYTEST_XDIST_WORKER"])
    assert os.environ["REDIS_URL"] == settings.CELERY_BROKER_URL
    assert str(settings.ENV.data_dir) == os.environ["DATA_DIR"]
