"""From a page to its PDF: fonts, pages, standards, the twin inside. Free of Django, as the press is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from functools import cache

from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration

from templates_app.fetching import ASSETS, PackagedFiles
from templates_app.press.twins import NAME
from templates_app.standards import STANDARD, claim_accessibility, finish

DESCRIPTION = "The same document for machines: canonical JSON (RFC 8785)"
WARMING = "<html lang=en><title>x</title><body><h1>x</h1><table><tr><td>ა Ա ع א 中 x</table>"


@dataclass(frozen=True, slots=True)
class LaidOut:
    content: bytes
    pages: int


def lay_out(html: str, *, identifier: str, twin: str | None, dated: date | str, picture: str = "") -> LaidOut:
    """PDF/A-3a and PDF/UA-1 in one file. Raises FatalURLFetchingError for a file that is not the templates' own, and
    for a picture in the page that has another hash than `picture`.
    """
    fonts, style = _ground()
    page = HTML(string=html, url_fetcher=PackagedFiles(picture))
    pages = page.render(stylesheets=[style], font_config=fonts, pdf_variant=STANDARD)
    claim_accessibility(pages)
    attached = [_attachment(twin, dated)] if twin is not None and isinstance(dated, date) else []
    content = pages.write_pdf(
        pdf_variant=STANDARD, pdf_identifier=identifier.encode(), attachments=attached, finisher=finish
    )
    return LaidOut(content, len(pages.pages))


def warm_up() -> None:
    """Read the fonts once, with a page that needs all of them."""
    lay_out(WARMING, identifier="x", twin=None, dated="")


@cache
def _ground() -> tuple[FontConfiguration, CSS]:
    fonts = FontConfiguration()
    return fonts, CSS(ASSETS / "page.css", font_config=fonts, url_fetcher=PackagedFiles())


def _attachment(text: str, dated: date) -> Attachment:
    """Its date is the document's: the same input gives the same bytes."""
    day = datetime.combine(dated, time())
    return Attachment(string=text, name=NAME, description=DESCRIPTION, relationship="Data", created=day, modified=day)
