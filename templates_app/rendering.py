"""A frozen document: `render(template version, context)`. Pure, offline, with shipped fonts; it fails or is whole.

The same input gives the same bytes with the same WeasyPrint and Pango: the date comes from the document, the identifier
from the hash of its data, the fonts from `assets/fonts`.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field, fields
from datetime import date
from functools import cache
from hashlib import sha256

from django.template import Context, Engine
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from mla_portal.errors import Refusal
from templates_app.composition import Composed, compose
from templates_app.fetching import ASSETS
from templates_app.notice import AnyDocument
from templates_app.press.client import press
from templates_app.printable import require_printable, without_invisible
from templates_app.versions.model import TemplateVersion
from templates_app.wording import in_language, on_one_line

logger = logging.getLogger(__name__)


class RenderingFailed(Refusal):
    """The document could not be made; nothing was."""

    status = 500
    code = "rendering_failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RenderedPdf:
    """`sha256` of the content, in hexadecimal; `peak_memory` in bytes, of the process that made it."""

    content: bytes
    sha256: str
    pages: int
    peak_memory: int = field(default=0, compare=False)


def render_html(version: TemplateVersion, document: AnyDocument, *, draft: bool = False) -> str:
    """One page that needs no other file. Raises Unprintable."""
    require_printable(document)
    return _html(compose(version, document, draft=draft))


def render_pdf(
    version: TemplateVersion,
    document: AnyDocument,
    *,
    draft: bool = False,
    on_page: Callable[[int], None] | None = None,
) -> RenderedPdf:
    """PDF/A-3a and PDF/UA-1 in one file; a draft says so across each page. `on_page` hears the number of each page that
    is laid out, while it goes on. Raises Unprintable or RenderingFailed.
    """
    require_printable(document)
    composed = compose(version, document, draft=draft)
    # A draft carries no data: nobody shall register what was never sent.
    twin = None if draft else document.to_json()
    picture = composed.emblem.sha256 if composed.emblem else ""
    return html_to_pdf(
        _html(composed),
        identifier=composed.fingerprint,
        twin=twin,
        dated=document.dated,
        picture=picture,
        on_page=on_page,
    )


def html_to_pdf(
    html: str,
    *,
    identifier: str,
    twin: str | None = None,
    dated: date | None = None,
    picture: str = "",
    on_page: Callable[[int], None] | None = None,
) -> RenderedPdf:
    """The PDF of a page that may read what ships with the templates, with the data `twin` inside, `dated` so.
    `picture` is the hash of the only one that may stand in the page itself.

    Raises RenderingFailed if it asks for other files, TooMuchWork if for more memory or time than it may take.
    """
    day = dated.isoformat() if dated else ""
    said, content = press(
        "pdf", html.encode(), on_page=on_page, identifier=identifier, twin=twin, dated=day, picture=picture
    )
    if failed := said.get("failed"):
        logger.error("A document could not be made: %s", failed)
        raise RenderingFailed(_("The document could not be made: its template asks for what it may not have."))
    return RenderedPdf(
        content=content,
        sha256=sha256(content).hexdigest(),
        pages=said["pages"],
        peak_memory=said["peak_kib"] * 1024,
    )


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


@cache
def _engine() -> Engine:
    """An engine of its own: no context processor, no language of the reader, no template from elsewhere."""
    return Engine(dirs=[str(ASSETS)], autoescape=True, builtins=["templates_app.bidi"])


@cache
def _style(name: str) -> str:
    return mark_safe((ASSETS / name).read_text())  # noqa: S308 - our own file, no text of people
