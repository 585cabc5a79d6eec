"""Reading documents as their readers do."""

from __future__ import annotations

import html
import re
from io import BytesIO

from pypdf import PdfReader

from templates_app.rendering import RenderedPdf


def page_texts(pdf: RenderedPdf) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf.content)).pages]


def seen(page: str) -> str:
    """The words of an HTML page, without its tags and styles, on one line."""
    without_styles = re.sub(r"<style.*?</style>", "", page, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", without_styles)).split())
