"""Starts the services before anything reads a setting; so `pytest tests/one/test_file.py` works on its own."""

from __future__ import annotations

import os

import django
import hypothesis
import pytest
from django.conf import settings

from tests import services

services.use()
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # Playwright keeps a loop running beside the tests, which are not async
settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # quick; the real one is slow on purpose
settings.STORAGES = {
    **settings.STORAGES,  # names of static files without their hash, so that no test needs `collectstatic`
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
django.setup()
del os.environ["DJANGO_SETTINGS_MODULE"]  # a worker that inherits it would read the settings before its services stand

# A slow machine is no failure. In CI the same examples each time: a failure there comes of the change.
hypothesis.settings.register_profile(
    "portal",
    deadline=None,
    derandomize="CI" in os.environ,
    print_blob=True,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("portal")

pytest_plugins = ["tests.append_only", "tests.fixtures", "tests.browser", "tests.paper"]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Playwright leaves a loop running in its process, in which Django has other connections: such tests run apart."""
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")
