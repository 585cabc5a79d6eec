"""What is done with a request once it is registered: its file opened, its sender verified."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mla_portal.errors import Invalid
from requests_app.access import get_request
from requests_app.services.incoming import sender_verify
from requests_app.services.incoming_files import original_open
from requests_app.views.requests_common import reader_of


@require_safe
def request_original(http_request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The file as it came: never shown within the page, for nobody vouches for what it does."""
    user = reader_of(http_request)
    file, chunks = original_open(actor=user, request=get_request(user, pk))
    headers = {
        "Content-Disposition": content_disposition_header(as_attachment=True, filename=file.name) or "attachment",
        "Content-Length": str(file.size),
    }
    return StreamingHttpResponse(chunks, content_type="application/octet-stream", headers=headers)


@require_POST
def request_sender(http_request: HttpRequest, pk: UUID) -> HttpResponseBase:
    user = reader_of(http_request)
    row = get_request(user, pk)
    try:
        sender_verify(actor=user, request=row, how=http_request.POST.get("how", ""))
    except Invalid as refusal:
        messages.error(http_request, refusal.message)
    else:
        messages.success(http_request, _("It is recorded how the sender was verified."))
    return redirect("request", row.pk)
