"""A frozen document: `render(template version, context)`. Pure, offline, with shipped fonts; it fails or is whole.

The same input gives the same bytes with the same WeasyPrint and Pango: the date comes from the document, the identifier
from the hash of its data, the fonts from `assets/fonts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import cache
from hashlib import sha256
from threading import Lock

from django.template import Context, Engine
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError

from mla_portal.errors import Refusal
from templates_app.composition import Composed, compose
from templates_app.fetching import ASSETS, PackagedFiles
from templates_app.notice import AnyDocument
from templates_app.printable import require_printable, without_invisible
from templates_app.standards import STANDARD, claim_accessibility, finish
from templates_app.twin import twin_of
from templates_app.versions.model import TemplateVersion
from templates_app.wording import in_language, on_one_line

# Pango and FreeType make no promise to threads, and a web worker has several.
ONE_AT_A_TIME = Lock()


class RenderingFailed(Refusal):
    """The document could not be made; nothing was."""

    status = 500
    code = "rendering_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPdf:
    """`sha256` of the content, in hexadecimal."""

    content: bytes
    sha256: str
    pages: int


def render_html(version: TemplateVersion, document: AnyDocument, *, draft: bool = False) -> str:
    """One page that needs no other file. Raises Unprintable."""
    require_printable(document)
    return _html(compose(version, document, draft=draft))


def render_pdf(version: TemplateVersion, document: AnyDocument, *, draft: bool = False) -> RenderedPdf:
    """PDF/A-3a and PDF/UA-1 in one file; a draft says so across each page. Raises Unprintable or RenderingFailed."""
    require_printable(document)
    composed = compose(version, document, draft=draft)
    # A draft carries no data: nobody shall register what was never sent.
    attached = () if draft else (twin_of(document.to_json(), document.dated),)
    return html_to_pdf(_html(composed), identifier=composed.fingerprint, attached=attached)


def html_to_pdf(html: str, *, identifier: str, attached: Sequence[Attachment] = ()) -> RenderedPdf:
    """The PDF of a page that may read what ships with the templates. Raises RenderingFailed if it asks for more."""
    try:
        with ONE_AT_A_TIME:
            return _pdf(html, identifier, attached)
    except FatalURLFetchingError as error:  # a BaseException: uncaught, it would end the worker
        raise RenderingFailed(_("The document could not be made: it asks for a file outside its template.")) from error


def _html(composed: Composed) -> str:
    context = {field.name: getattr(composed, field.name) for field in fields(composed)}
    widths = {heading.width for item in composed.items for block in item.blocks for heading in block.headings}
    words = composed.version.words
    lines = {
        "title": on_one_line(composed.version.title),
        "subtitle": on_one_line(composed.version.subtitle),
        "revision": on_one_line(words.revision),
        "watermark": in_language(words.draft, composed.version.languages[0]),
        "template_word": on_one_line(words.template),
        "fingerprint_words": on_one_line(words.fingerprint),
    }
    styles = {"style": _style("document.css"), "screen_style": _style("screen.css"), "widths": sorted(widths)}
    return without_invisible(_engine().get_template("document.html").render(Context(context | lines | styles)))


def _pdf(html: str, identifier: str, attached: Sequence[Attachment]) -> RenderedPdf:
    files, fonts = PackagedFiles(), FontConfiguration()
    style = CSS(ASSETS / "page.css", font_config=fonts, url_fetcher=files)
    page = HTML(string=html, url_fetcher=files)
    pages = page.render(stylesheets=[style], font_config=fonts, pdf_variant=STANDARD)
    claim_accessibility(pages)
    content = pages.write_pdf(
        pdf_variant=STANDARD, pdf_identifier=identifier.encode(), attachments=attached, finisher=finish
    )
    return RenderedPdf(content=content, sha256=sha256(content).hexdigest(), pages=len(pages.pages))


@cache
def _engine() -> Engine:
    """An engine of its own: no context processor, no language of the reader, no template from elsewhere."""
    return Engine(dirs=[str(ASSETS)], autoescape=True, builtins=["templates_app.bidi"])


@cache
def _style(name: str) -> str:
    return mark_safe((ASSETS / name).read_text())  # noqa: S308 - our own file, no text of people
