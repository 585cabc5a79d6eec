"""One press, and the next request along a disclosed path is drafted (Art. 30)."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from requests_app.access import get_request
from requests_app.selectors.disclosures import get_disclosure
from requests_app.services.disclosed_paths import path_follow
from requests_app.views.requests_common import reader_of


@require_POST
def disclosed_path_follow(http_request: HttpRequest, pk: UUID, disclosure: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    draft = path_follow(actor=user, request=row, disclosure=get_disclosure(user, row, disclosure))
    names = {"new": draft.reference, "old": row.reference}
    messages.success(http_request, _("%(new)s follows from %(old)s. Check what came along.") % names)
    return redirect("request", draft.pk)
