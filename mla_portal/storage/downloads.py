"""A file as an answer: saved by the browser, never shown or run by it, whatever it is."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from mla_portal.storage.models import StoredFile


def file_response(file: StoredFile, chunks: Iterator[bytes]) -> StreamingHttpResponse:
    """`chunks` come from `file_open`. A stream that ends early is told by its length: the browser says so."""
    headers = {
        "Content-Length": str(file.size),
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=file.name) or "attachment",
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(chunks, content_type=file.media_type, headers=headers)
