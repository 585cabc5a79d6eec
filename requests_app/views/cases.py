"""The cases of one's own authorities: the list, and the page of one."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contacts.access import authorities_where, may
from contacts.roles import Permission
from mla_portal.paging import page
from requests_app.access import get_case
from requests_app.answer_texts import article_text
from requests_app.forms.case_search import CaseSearch
from requests_app.forms.share import ShareForm
from requests_app.models import Case
from requests_app.selectors.cases import belongs_to_several, listed_cases, named_people
from requests_app.selectors.domestic_tasks import tasks_of_case
from requests_app.selectors.lists import in_lines
from requests_app.selectors.shown_answers import offences_as_answers
from requests_app.views.cases_parts import case_crumbs
from requests_app.views.requests_common import pages_of, reader_of


@require_safe
def cases(http_request: HttpRequest) -> HttpResponse:
    user = reader_of(http_request)
    search = CaseSearch(http_request.GET)
    found = page(listed_cases(user, search.words()), cursor=http_request.GET.get("cursor"))
    context = {
        "form": search,
        "q": search.words(),
        "asked": search.asked(),
        "asked_for": search.asked_for(),
        "page": found,
        "pages": pages_of(http_request, found),
        "drafts": authorities_where(user, Permission.DRAFT).exists(),
        "several": belongs_to_several(user),
    }
    return render(http_request, "cases/list.html", context, status=400 if search.errors else 200)


@require_safe
def case(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    return case_page(http_request, get_case(reader_of(http_request), pk))


def case_page(http_request: HttpRequest, row: Case, *, share: ShareForm | None = None) -> HttpResponse:
    user = reader_of(http_request)
    drafts = may(user, Permission.DRAFT, row.authority)
    requests = page(in_lines(row.requests.all()), cursor=http_request.GET.get("cursor"))
    offences = [{**offence, "article_text": article_text(offence["article"])} for offence in offences_as_answers(row)]
    context = {
        "case": row,
        "crumbs": case_crumbs(row),
        "drafts": drafts,
        "offences": offences,
        "page": requests,
        "pages": pages_of(http_request, requests),
        "named": named_people(row),
        "tasks": tasks_of_case(user, row),
        "share": (share or ShareForm(row)) if drafts else None,
        "form": share,
    }
    return render(http_request, "cases/case.html", context, status=400 if share and share.errors else 200)
