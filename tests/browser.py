"""One real browser for all tests that need it: Debian's Chromium, driven by Playwright, judged by axe-core.

Such tests are left out, and say so, where there is no Chromium; in CI that is a failure.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.db import connections
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect, sync_playwright

from mla_portal.accounts.models import User

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDE, PHONE = (1280, 900), (390, 844)
# Says of a page that another one is on its way to take its place: the link was pressed, the form was sent.
LEAVING = """window.navigation?.addEventListener("navigate", (event) => {
  if (!event.destination.sameDocument && event.downloadRequest === null) window.isLeft = true;
})"""

Open = Callable[..., Page]


def chromium_path() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if found:
        return found
    reason = "no Chromium is here; on Debian: apt-get install chromium"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Playwright keeps a loop running in this thread: from here on Django has a connection of its own for it."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium_path(), args=FLAGS)
        yield started
        started.close()
        connections.close_all()


@pytest.fixture
def site(chromium: Browser, transactional_db: None) -> Iterator[str]:
    """The address of a server of the portal, with a database that commits."""
    thread = LiveServerThread("localhost", static_handler=StaticFilesHandler, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.fixture
def window(chromium: Browser, site: str) -> Iterator[Callable[..., BrowserContext]]:
    """A function that opens a window of its own, with nobody signed in: `window()`, `window(PHONE)`."""
    opened: list[BrowserContext] = []

    def open_window(size: tuple[int, int] = WIDE, **options: Any) -> BrowserContext:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": size[0], "height": size[1]},
            timezone_id="Asia/Tbilisi",
            **options,
        )
        context.add_init_script(LEAVING)
        opened.append(context)
        return context

    yield open_window
    for context in opened:
        context.close()


@pytest.fixture
def open_as(window: Callable[..., BrowserContext], site: str) -> Open:
    """A function that opens a window with this person signed in: `open_as(officer)`, `open_as(officer, PHONE)`."""

    def signed_in(person: User, size: tuple[int, int] = WIDE, **options: Any) -> Page:
        client = Client()
        client.force_login(person)
        context = window(size, **options)
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": site}])
        return context.new_page()

    return signed_in


def follow(link: Locator) -> None:
    """Press a link or a button that leads to another page, and be on that page: it has loaded, styles and scripts too.

    A click alone returns while the page that is left still stands; whatever is asked next may be asked of that one.
    """
    with link.page.expect_event("load"):
        link.click()


def settled(page: Page) -> None:
    """Wait until the next key goes where the page wants it.

    A heading can be read before the styles have come, and until they have, no control has the focus: keys are lost.
    """
    page.wait_for_load_state("load")
    if page.locator("[autofocus]").count():
        expect(page.locator(":focus")).to_have_count(1)


def assert_accessible(page: Page) -> None:
    """axe-core finds nothing wrong on the page as it stands, and it is that page which axe saw to the end.

    A page that is being left is not meant: then it is the next one. So a click may stand just before this.
    """
    page.wait_for_function("() => document.readyState === 'complete' && !window.isLeft")
    born = "() => performance.timeOrigin"
    before = page.evaluate(born)
    found = Axe().run(page)
    assert page.evaluate(born) == before, "another page came while axe looked: first wait for what only that one has"
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"
