"""The files of a request: all of them, one more, one handed out, one taken back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mla_portal.errors import Invalid
from mla_portal.middleware import takes_at_most
from mla_portal.paging import page
from mla_portal.storage.downloads import file_response
from mla_portal.storage.services import refusal_to_open
from requests_app.access import attachments_visible_to, get_attachment, get_request, sides_of
from requests_app.forms.beside import AttachmentForm
from requests_app.models import Attachment, Request
from requests_app.selectors.messages import authority_at, speaking_side
from requests_app.services.attaching import AT_ONCE_LIMIT, file_attach
from requests_app.services.attachments import attachment_open, attachment_remove
from requests_app.services.readings import reading_record
from requests_app.services.speaking import side_speaking
from requests_app.states import Side
from requests_app.views.requests_common import pages_of, reader_of, shown_side, title_of

LINES = 50


@takes_at_most(AT_ONCE_LIMIT + 64 * 1024)
@require_http_methods(["GET", "HEAD", "POST"])
def request_attachments(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST attaches a small file; larger ones come in pieces, by script (`views/uploads.py`)."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if http_request.method != "POST":
        if Side.REQUESTED in sides_of(user, row):
            reading_record(actor=user, request=row)
        return _page(http_request, row, AttachmentForm(side=speaking_side(user, row)))
    form = AttachmentForm(http_request.POST, http_request.FILES, side=side_speaking(user, row))
    if not form.is_valid():
        return _page(http_request, row, form)
    try:
        file_attach(actor=user, request=row, file=form.cleaned_data["file"], **form.answers())
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, row, form)
    return redirect("request_attachments", row.pk)


@require_GET
def attachment_file(http_request: HttpRequest, pk: UUID, attachment: UUID) -> HttpResponseBase:
    """The bytes; each time they are handed out is an event."""
    user = reader_of(http_request)
    found = get_attachment(user, attachment, of=pk)
    if Side.REQUESTED in sides_of(user, found.request):
        reading_record(actor=user, request=found.request)
    return file_response(found.file, attachment_open(actor=user, attachment=found))


@require_POST
def attachment_removed(http_request: HttpRequest, pk: UUID, attachment: UUID) -> HttpResponse:
    user = reader_of(http_request)
    attachment_remove(actor=user, attachment=get_attachment(user, attachment, of=pk))
    return redirect("request_attachments", pk)


def _page(http_request: HttpRequest, row: Request, form: AttachmentForm) -> HttpResponse:
    user = reader_of(http_request)
    sides, speaks = sides_of(user, row), speaking_side(user, row)
    found = attachments_visible_to(user).filter(request=row).select_related("file__content", "added_by")
    lines = page(found, cursor=http_request.GET.get("cursor"), size=LINES)
    context = {
        "row": row,
        "own": Side.REQUESTING in sides,
        "title": title_of(row, shown_side(sides)),
        "here": _("Files"),
        "form": form,
        "writes": speaks is not None,
        "lines": [_line(row, one, speaks) for one in lines.items],
        "pages": pages_of(http_request, lines),
    }
    return render(http_request, "requests/beside/attachments.html", context, status=400 if form.errors else 200)


def _line(row: Request, one: Attachment, speaks: Side | None) -> dict[str, Any]:
    side = Side(one.side)
    return {
        "attachment": one,
        "file": one.file,
        "authority": authority_at(row, side).name,
        "refusal": refusal_to_open(one.file),
        "removable": side is speaks and (one.internal or row.sent_at is None),
    }
