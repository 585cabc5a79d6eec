"""The whole draft on one page, to be read once more before it is submitted."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts.access import may
from contacts.roles import Permission
from requests_app.access import get_request
from requests_app.selectors.actions import allowed_actions
from requests_app.selectors.comments import comments_beside
from requests_app.selectors.duplicates import shared_with
from requests_app.states import EDITABLE, Action, Side
from requests_app.views.beside import beside
from requests_app.views.check_shown import shown_sections
from requests_app.views.drafting_parts import crumbs_of, progress_of
from requests_app.views.requests_common import reader_of, title_of


@require_safe
def request_check(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user, now = reader_of(http_request), timezone.now()
    row = get_request(user, pk)
    if row.status not in EDITABLE:
        return redirect("request", row.pk)
    writes = may(user, Permission.DRAFT, row.requesting_authority)
    context = {
        "row": row,
        "title": title_of(row, Side.REQUESTING),
        "crumbs": crumbs_of(row, _("Check and submit")),
        "progress": progress_of(user, row, now=now, shared=shared_with(user, row)),
        "sections": shown_sections(row, writes=writes, now=now),
        "beside": beside(row.requested_authority, now=now),
        "comments": comments_beside(user, row, writes=writes),
        "submits": Action.SUBMIT in allowed_actions(user, row),
    }
    return render(http_request, "requests/drafting/check.html", context)
