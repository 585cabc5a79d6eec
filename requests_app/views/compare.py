"""Two versions of a request beside each other, for its own side."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mla_portal.errors import NotFound
from mla_portal.ui.times import written, zone_of
from requests_app.access import get_request, sides_of
from requests_app.forms.compare import CompareForm
from requests_app.models import Document
from requests_app.selectors.versions import versions_compared, versions_of
from requests_app.states import Side
from requests_app.views.drafting_parts import crumbs_of
from requests_app.views.requests_common import reader_of, title_of


@require_safe
def request_compare(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """`?a=1&b=2` are revisions, or "draft". The other side is not told that there is such a page."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    if Side.REQUESTING not in sides_of(user, row):
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    versions = {key: _name(document) for key, document in versions_of(row)}
    context = {"row": row, "title": title_of(row, Side.REQUESTING), "crumbs": crumbs_of(row, _("Compare versions"))}
    if len(versions) < 2:
        return render(http_request, "requests/work/compare.html", context)
    form = CompareForm(list(versions.items()), http_request.GET)
    context["form"] = form
    if form.is_valid():
        before, after = form.cleaned_data["a"], form.cleaned_data["b"]
        context |= {
            "sections": versions_compared(row, before, after, now=timezone.now()),
            "before": versions[before],
            "after": versions[after],
        }
    return render(http_request, "requests/work/compare.html", context, status=400 if form.errors else 200)


def _name(document: Document | None) -> str:
    if document is None:
        return _("The draft as it stands")
    names = {"revision": document.revision, "at": written(document.created_at, zone_of(None))}
    return _("Revision %(revision)s, approved %(at)s") % names
