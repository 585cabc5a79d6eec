"""In which languages the document of a draft stands, and translations of what was typed."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.names import language_name
from contacts.roles import Permission
from mla_portal.errors import Conflict, Invalid
from requests_app.access import get_request, require
from requests_app.forms.languages import LanguagesForm
from requests_app.languages import originals
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.document_context import in_original
from requests_app.services.drafts import request_edit
from requests_app.states import EDITABLE, Side
from requests_app.views.beside import beside
from requests_app.views.drafting_parts import crumbs_of
from requests_app.views.requests_common import reader_of, title_of


@require_http_methods(["GET", "HEAD", "POST"])
def request_translations(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """POST saves all of the page; a second language that was just chosen shows its controls then."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    posted = http_request.method == "POST"
    if row.status not in EDITABLE and not posted:
        return redirect("request", row.pk)
    require(user, Permission.DRAFT, row.requesting_authority)
    if row.status not in EDITABLE:
        raise Conflict(_("This request is no draft any more. What you typed was not saved."))
    texts = originals(kind_of(row), in_original(row, now=timezone.now()))
    form = LanguagesForm(row, texts, http_request.POST if posted else None)
    if not posted or not form.is_valid():
        return _page(http_request, row, form)
    try:
        request_edit(
            actor=user, request=row, languages=form.languages(), translations=form.translations(row.translations)
        )
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, row, form)
    messages.success(http_request, _("Saved. The preview shows the document in its languages."))
    return redirect("request_translations" if _just_chosen(form) else "request", row.pk)


def _just_chosen(form: LanguagesForm) -> bool:
    """Whether there is a language now into which nothing could be translated on the page before."""
    return form.into not in form.languages() and form.languages() != ["en"]


def _page(http_request: HttpRequest, row: Request, form: LanguagesForm) -> HttpResponse:
    context = {
        "row": row,
        "title": title_of(row, Side.REQUESTING),
        "crumbs": crumbs_of(row, _("Languages and translations")),
        "form": form,
        "into": language_name(form.into) if form.into else "",
        "beside": beside(row.requested_authority, now=timezone.now()),
    }
    return render(http_request, "requests/drafting/translations.html", context, status=400 if form.errors else 200)
