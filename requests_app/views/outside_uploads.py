"""A large answer on the page of the link, in pieces, for its script (`static/src/js/upload.js`); answers are JSON."""

from __future__ import annotations

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from mla_portal.middleware import takes_at_most
from mla_portal.storage.models import Upload
from mla_portal.storage.services.uploads import PIECE_LIMIT, PIECE_SIZE
from requests_app.services.outside_answers import (
    outside_upload_add,
    outside_upload_begin,
    outside_upload_found,
    outside_upload_piece,
)
from requests_app.views.outside import link_inside


@login_not_required
@require_POST
def outside_uploads(http_request: HttpRequest, key: str) -> JsonResponse:
    link, browser = link_inside(http_request, key)
    size = http_request.POST.get("size", "")
    begun = outside_upload_begin(
        link=link,
        browser=browser,
        name=http_request.POST.get("name"),
        size=int(size) if size.isascii() and size.isdigit() and len(size) < 20 else None,
    )
    return _told(key, begun, status=201)


@login_not_required
@takes_at_most(PIECE_LIMIT)
@require_http_methods(["GET", "HEAD", "POST"])
def outside_upload(http_request: HttpRequest, key: str, upload: UUID) -> JsonResponse:
    """GET says where to carry on; POST takes the next piece, with its place in the header Upload-Offset."""
    link, browser = link_inside(http_request, key)
    if http_request.method != "POST":
        return _told(key, outside_upload_found(link=link, browser=browser, pk=upload))
    offset = http_request.headers.get("Upload-Offset")
    taken = outside_upload_piece(link=link, browser=browser, pk=upload, offset=offset, data=http_request.body)
    return _told(key, taken)


@login_not_required
@require_POST
def outside_upload_finished(http_request: HttpRequest, key: str, upload: UUID) -> JsonResponse:
    link, browser = link_inside(http_request, key)
    said = http_request.POST.get("description", "")
    made = outside_upload_add(link=link, browser=browser, pk=upload, description=said)
    return JsonResponse({"attachment": str(made.pk)}, status=201)


def _told(key: str, upload: Upload, *, status: int = 200) -> JsonResponse:
    address = reverse("outside_upload", args=[key, upload.pk])
    body = {"offset": upload.received, "size": upload.size, "piece_size": PIECE_SIZE, "url": address}
    return JsonResponse(body, status=status)
