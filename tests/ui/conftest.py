"""The gallery in a real browser. It needs no data base: what it shows is made up in `gallery.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import override_settings
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page

from mla_portal.ui import navigation
from tests.browser import WIDE


@pytest.fixture(scope="package")
def gallery() -> Iterator[str]:
    """The address of a server that serves the gallery, with everything else as in the product."""
    ours = Path(__file__).parent / "templates"
    product: dict[str, Any] = settings.TEMPLATES[0]
    templates = [{**product, "DIRS": [ours, *product["DIRS"]]}]
    # What the apps registered asks the data base.
    registered = pytest.MonkeyPatch()
    registered.setattr(navigation, "_tests", {})
    registered.setattr(navigation, "_counts", {"inbox": lambda request: 3})
    registered.setattr(navigation, "_describers", [lambda request: "Central authority of Georgia"])
    with override_settings(ROOT_URLCONF="tests.ui.gallery", TEMPLATES=templates):
        thread = LiveServerThread("localhost", static_handler=StaticFilesHandler, connections_override={})
        thread.daemon = True
        thread.start()
        thread.is_ready.wait()
        yield f"http://localhost:{thread.port}"
        thread.terminate()
    registered.undo()


@pytest.fixture
def context(chromium: Browser) -> Iterator[BrowserContext]:
    opened = chromium.new_context(viewport={"width": WIDE[0], "height": WIDE[1]}, timezone_id="Europe/Tirane")
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()
