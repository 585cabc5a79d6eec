"""What answers when no view does: a page for people, JSON with `message` and `code` under /api/ for programs."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _

from mla_portal.ui import pages


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not _is_api(request):
        return pages.bad_request(request, exception)
    return _json(400, "invalid", _("The portal cannot read this call. Compare it with the description at /api/docs/."))


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not _is_api(request):
        return pages.forbidden(request, exception)
    return _json(403, "not_allowed", _("You may not do this."))


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if not _is_api(request):
        return pages.not_found(request, exception)
    return _json(404, "not_found", _("This is not here, or you may not see it."))


def server_error(request: HttpRequest) -> HttpResponse:
    if not _is_api(request):
        return pages.server_error(request)
    return _json(500, "error", _("The portal has a fault; what you sent is not to blame. Try again later."))


def _is_api(request: HttpRequest) -> bool:
    return request.path.startswith("/api/")


def _json(status: int, code: str, message: str) -> JsonResponse:
    body = {"message": message, "code": code}
    return JsonResponse(body | {"errors": {"non_field_errors": [message]}} if status == 400 else body, status=status)
