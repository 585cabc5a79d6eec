"""What a document costs beside bare WeasyPrint on the same HTML, in turns, as a ratio; and the memory it takes.

    .venv/bin/python -m benchmarks.documents [--times 7]

"Bare" is `HTML(string=html).write_pdf()` with the same style sheet of pages and the same standard. "Ours" is all that
approval does: composing, the frozen HTML, the PDF in the bounded process, the twin inside, the hash.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable
from dataclasses import replace

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.tool_settings")

import django

django.setup()

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration

from templates_app.context import RequestDocument
from templates_app.fetching import ASSETS
from templates_app.rendering import html_to_pdf, render_html, render_pdf
from templates_app.standards import STANDARD
from templates_app.versions import current_version
from tests.templates_app.samples import PHISHING, many_identifiers

MEBIBYTE = 1024 * 1024
TYPICAL = replace(
    PHISHING,
    identifiers=PHISHING.identifiers[:2],
    investigating_authority=None,
    prosecution_office=None,
    facts=PHISHING.facts.partition("\n\n")[0],
    mla_planned_on=None,
    attachments=(),
)
DOCUMENTS = {"typical request": TYPICAL, "300 identifiers": many_identifiers(300)}


def bare(html: str, variant: str | None) -> None:
    fonts = FontConfiguration()
    style = CSS(ASSETS / "page.css", font_config=fonts)
    HTML(string=html).write_pdf(stylesheets=[style], font_config=fonts, pdf_variant=variant)


def ours(document: RequestDocument) -> None:
    version = current_version(document.kind)
    render_html(version, document)
    render_pdf(version, document)


def seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def compare(name: str, document: RequestDocument, times: int) -> None:
    html = render_html(current_version(document.kind), document)
    ways: dict[str, Callable[[], object]] = {
        "ours": lambda: ours(document),
        "bare, same standard": lambda: bare(html, STANDARD),
        "bare, no standard": lambda: bare(html, None),
    }
    for work in ways.values():
        work()
    rounds = [{way: seconds(work) for way, work in ways.items()} for _round in range(times)]
    pdf = render_pdf(current_version(document.kind), document)
    print(f"{name}: {pdf.pages} pages, {len(pdf.content) // 1024} kB, peak memory {pdf.peak_memory // MEBIBYTE} MiB")
    for way in ways:
        taken = statistics.median(one[way] for one in rounds)
        ratio = statistics.median(one["ours"] / one[way] for one in rounds)
        print(f"  {way:22}{taken:8.2f} s{'' if way == 'ours' else f'   ours costs {ratio:.2f} times as much'}")


def main() -> None:
    asked = argparse.ArgumentParser()
    asked.add_argument("--times", type=int, default=7)
    times = asked.parse_args().times
    start = seconds(lambda: (html_to_pdf("<html lang=en><title>x</title>x", identifier="x"), None)[1])
    print(f"The first document of a process waits {start:.2f} s for the press to start.")
    for name, document in DOCUMENTS.items():
        compare(name, document, times)


if __name__ == "__main__":
    main()
