"""The directory as files to be kept or changed. Each time one is handed out is an event."""

from __future__ import annotations

from collections.abc import Iterable

from django.http import HttpRequest, StreamingHttpResponse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from contacts.entries import ENTRY_TYPES
from contacts.services.exchange import directory_export, table_export
from contacts.views.duty_common import reader_of
from mla_portal.errors import NotFound


@require_GET
def export_table(request: HttpRequest, table: str) -> StreamingHttpResponse:
    if table not in ENTRY_TYPES:
        raise NotFound(_("The directory has no such table."))
    parts = table_export(actor=reader_of(request), table=table, with_demo=with_demo(request))
    return _file(parts, f"{table}.csv", "text/csv; charset=utf-8")


@require_GET
def export_all(request: HttpRequest) -> StreamingHttpResponse:
    parts = directory_export(actor=reader_of(request), with_demo=with_demo(request))
    return _file(parts, "directory.json", "application/json")


def with_demo(request: HttpRequest) -> bool:
    return request.GET.get("demo") == "1"


def _file(parts: Iterable[str], name: str, content_type: str) -> StreamingHttpResponse:
    disposition = content_disposition_header(as_attachment=True, filename=name)
    return StreamingHttpResponse(parts, content_type=content_type, headers={"Content-Disposition": disposition})
