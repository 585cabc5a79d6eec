"""The comments of colleagues on a request: all of them, one more, and one resolved."""

from __future__ import annotations

from uuid import UUID

from django.contrib.messages import success
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mla_portal.errors import Invalid, NotFound
from mla_portal.paging import page
from requests_app.access import get_request, sides_of
from requests_app.forms.comment import CommentForm
from requests_app.kinds import Section
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.comments import comments_on, may_comment
from requests_app.services.comments import comment_add, comment_resolve
from requests_app.states import EDITABLE, Side
from requests_app.views.drafting_parts import crumbs_of, section_href
from requests_app.views.requests_common import pages_of, reader_of, title_of

LINES = 20


@require_http_methods(["GET", "HEAD", "POST"])
def request_comments(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST adds one, and leads back to the section that it is about."""
    row = _own(http_request, pk)
    if http_request.method != "POST":
        return _page(http_request, row, CommentForm())
    form = CommentForm(http_request.POST)
    if not form.is_valid():
        return _page(http_request, row, form)
    try:
        said = comment_add(actor=reader_of(http_request), request=row, **form.cleaned_data)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, row, form)
    success(http_request, _("The comment is added."))
    section = kind_of(row).section(said.section) if row.status in EDITABLE else None
    return _back(row, section)


@require_POST
def comment_resolved(http_request: HttpRequest, pk: UUID, comment: UUID) -> HttpResponse:
    row = _own(http_request, pk)
    comment_resolve(actor=reader_of(http_request), request=row, pk=comment)
    section = kind_of(row).section(http_request.POST.get("back", "")) if row.status in EDITABLE else None
    return _back(row, section)


def _own(http_request: HttpRequest, pk: UUID) -> Request:
    """The other side is not told that there is such a page."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if Side.REQUESTING not in sides_of(user, row):
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return row


def _back(row: Request, section: Section | None) -> HttpResponse:
    return redirect(f"{section_href(row, section)}#comments") if section else redirect("request_comments", row.pk)


def _page(http_request: HttpRequest, row: Request, form: CommentForm) -> HttpResponse:
    user, sections = reader_of(http_request), {one.code: one.title for one in kind_of(row).sections}
    rows = page(comments_on(user, row), cursor=http_request.GET.get("cursor"), size=LINES)
    context = {
        "row": row,
        "title": title_of(row, Side.REQUESTING),
        "crumbs": crumbs_of(row, _("Comments")),
        "form": form,
        "page": rows,
        "pages": pages_of(http_request, rows),
        "lines": [(one, sections.get(one.section, "")) for one in rows.items],
        "writes": may_comment(user, row),
    }
    return render(http_request, "requests/drafting/comments_page.html", context, status=400 if form.errors else 200)
