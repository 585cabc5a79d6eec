"""The page of a draft: its sections as a list of tasks, and what the law still asks."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from contacts.access import may
from contacts.roles import Permission
from requests_app.models import Request
from requests_app.selectors.actions import allowed_actions
from requests_app.selectors.answers import kind_of
from requests_app.selectors.edits import last_edit, last_return
from requests_app.selectors.family import family_of
from requests_app.selectors.messages import beside_of
from requests_app.states import Action, Side
from requests_app.views.drafting_parts import crumbs_of, progress_of
from requests_app.views.requests_around import around
from requests_app.views.requests_common import reader_of, title_of
from requests_app.views.requests_emergency import emergency_shown


def draft_page(http_request: HttpRequest, request: Request) -> HttpResponse:
    """For a person of the requesting authority who may see it; forms open only to those who draft there."""
    user, now = reader_of(http_request), timezone.now()
    writes = may(user, Permission.DRAFT, request.requesting_authority)
    beside = around(user, request, now=now)
    context = {
        "row": request,
        "crumbs": crumbs_of(request),
        "title": title_of(request, Side.REQUESTING),
        "progress": progress_of(user, request, now=now, shared=beside["shared"]),
        "writes": writes,
        "copies": writes and not kind_of(request).must_follow,
        "beside": beside_of(user, request),
        "family": family_of(user, request),
        "emergency": emergency_shown(user, request, Side.REQUESTING),
        "own": True,
        "at_once": Action.SEND_AT_ONCE in allowed_actions(user, request),
        "edit": last_edit(request),
        "returned": last_return(request) if request.reason else None,
        **beside,
    }
    return render(http_request, "requests/drafting/draft.html", context)
