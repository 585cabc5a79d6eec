"""The press: bounded, replaceable, told no secret. Whatever becomes of a piece of work, the portal goes on."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from templates_app.press import client as the_press
from templates_app.press.client import MEBIBYTE, TooMuchWork
from templates_app.rendering import RenderedPdf, html_to_pdf, render_pdf
from templates_app.versions.model import TemplateVersion
from tests.templates_app.samples import PHISHING, many_identifiers

PAGE = "<html lang=en><title>x</title><body>"


def process() -> subprocess.Popen[bytes]:
    running = the_press._running._process
    assert running is not None
    return running


def test_a_page_that_takes_too_much_memory_is_refused(
    version: TemplateVersion, phishing_pdf: RenderedPdf, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(the_press, "MEMORY", 16 * MEBIBYTE)
        with pytest.raises(TooMuchWork, match="more memory or time"):
            html_to_pdf(PAGE + "<p>word " * 100_000, identifier="x")

    assert render_pdf(version, PHISHING) == phishing_pdf


def test_a_page_that_takes_too_long_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(the_press, "SECONDS", 1)

    with pytest.raises(TooMuchWork):
        html_to_pdf(PAGE + "<p>word " * 100_000, identifier="x")


def test_a_press_that_died_is_replaced(version: TemplateVersion, phishing_pdf: RenderedPdf) -> None:
    died = process()
    os.kill(died.pid, signal.SIGKILL)
    died.wait()

    assert render_pdf(version, PHISHING) == phishing_pdf
    assert process().pid != died.pid


def test_it_is_told_no_secret(phishing_pdf: RenderedPdf) -> None:
    told = Path(f"/proc/{process().pid}/environ").read_bytes().split(b"\0")
    names = {entry.partition(b"=")[0].decode() for entry in told if entry}

    assert names <= set(the_press.ENVIRONMENT)


def test_it_knows_nothing_of_django() -> None:
    """Else its children would hold settings and secrets."""
    script = "import sys, templates_app.press.server as _; print('django' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert run.stdout.strip() == "False"


def test_it_ends_with_the_process_that_started_it() -> None:
    script = (
        "import django; django.setup()\n"
        "from templates_app.press import client; from templates_app.rendering import html_to_pdf\n"
        f"html_to_pdf('{PAGE}x', identifier='x'); print(client._running._process.pid)\n"
    )
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "mla_portal.settings"}
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, env=environment)

    assert ends(int(run.stdout), within=20)


def ends(pid: int, *, within: float) -> bool:
    try:
        left = os.pidfd_open(pid)
    except ProcessLookupError:
        return True
    try:
        return bool(select.select([left], [], [], within)[0])
    finally:
        os.close(left)


def test_the_memory_it_took_is_told(phishing_pdf: RenderedPdf) -> None:
    assert 20 * MEBIBYTE < phishing_pdf.peak_memory < 400 * MEBIBYTE


def test_it_tells_each_page_once_while_it_goes_on(version: TemplateVersion) -> None:
    pages: list[int] = []
    made = render_pdf(version, many_identifiers(300), on_page=pages.append)

    assert pages == list(range(1, made.pages + 1))
