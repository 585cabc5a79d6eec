"""Files in pieces, for the script of the page of files (`static/src/js/upload.js`); answers are JSON."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mla_portal.errors import Invalid
from mla_portal.middleware import takes_at_most
from mla_portal.storage.models import Upload
from mla_portal.storage.services.uploads import PIECE_LIMIT, PIECE_SIZE
from requests_app.access import get_request
from requests_app.forms.beside import AttachmentForm
from requests_app.models import Request
from requests_app.services.attaching import upload_attach, upload_begin, upload_found, upload_piece
from requests_app.services.speaking import side_speaking
from requests_app.views.requests_common import reader_of


@require_POST
def request_uploads(http_request: HttpRequest, pk: UUID) -> JsonResponse:
    """What the form says beside the file is judged here already, and not when all of a large file has come."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    _answers(http_request, row)
    size = http_request.POST.get("size", "")
    begun = upload_begin(
        actor=user,
        request=row,
        name=http_request.POST.get("name"),
        size=int(size) if size.isascii() and size.isdigit() and len(size) < 20 else None,
    )
    return _told(row, begun, status=201)


@takes_at_most(PIECE_LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def request_upload(http_request: HttpRequest, pk: UUID, upload: UUID) -> JsonResponse:
    """GET says where to carry on; POST takes the next piece, with its place in the header Upload-Offset."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if http_request.method != "POST":
        return _told(row, upload_found(actor=user, request=row, pk=upload))
    offset = http_request.headers.get("Upload-Offset")
    return _told(row, upload_piece(actor=user, request=row, pk=upload, offset=offset, data=http_request.body))


@require_POST
def request_upload_finished(http_request: HttpRequest, pk: UUID, upload: UUID) -> JsonResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    made = upload_attach(actor=user, request=row, pk=upload, **_answers(http_request, row))
    return JsonResponse({"attachment": str(made.pk)}, status=201)


def _answers(http_request: HttpRequest, row: Request) -> dict[str, Any]:
    form = AttachmentForm(http_request.POST, side=side_speaking(reader_of(http_request), row))
    if not form.is_valid():
        raise Invalid({name: [str(text) for text in texts] for name, texts in form.errors.items()})
    return form.answers()


def _told(row: Request, upload: Upload, *, status: int = 200) -> JsonResponse:
    address = reverse("request_upload", args=[row.pk, upload.pk])
    body = {"offset": upload.received, "size": upload.size, "piece_size": PIECE_SIZE, "url": address}
    return JsonResponse(body, status=status)
