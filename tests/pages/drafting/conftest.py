"""The drafting pages in a real browser, served with a database and the files of the looks."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator

import pytest
from django.conf import settings
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test import Client
from django.test.testcases import LiveServerThread
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from mla_portal.accounts.models import User

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WIDE, PHONE = (1280, 900), (390, 844)

Open = Callable[..., Page]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps a loop running in this thread, which Django takes for asynchronous code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=FLAGS)
        yield started
        started.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def site(transactional_db: None) -> Iterator[str]:
    thread = LiveServerThread("localhost", static_handler=StaticFilesHandler, connections_override={})
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    yield f"http://localhost:{thread.port}"
    thread.terminate()


@pytest.fixture
def open_as(browser: Browser, site: str) -> Iterator[Open]:
    """A function that opens a window in which this person is signed in: `open_as(officer)`, `open_as(officer, PHONE)`."""
    contexts: list[BrowserContext] = []

    def signed_in(person: User, size: tuple[int, int] = WIDE, **options: object) -> Page:
        client = Client()
        client.force_login(person)
        context = browser.new_context(
            base_url=site, viewport={"width": size[0], "height": size[1]}, timezone_id="Asia/Tbilisi", **options
        )
        contexts.append(context)
        session = client.cookies[settings.SESSION_COOKIE_NAME].value
        context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
        return context.new_page()

    yield signed_in
    for context in contexts:
        context.close()
