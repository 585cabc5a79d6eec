"""A translation for what was typed into a notice."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roles import Permission
from mla_portal.errors import Conflict, Invalid, NotFound
from requests_app.access import get_document, require
from requests_app.forms.notice_translation import NoticeTranslationForm
from requests_app.models import Document
from requests_app.selectors.notice_translations import is_translatable, is_translated, originals_of
from requests_app.selectors.papers import notice_name
from requests_app.services.notice_translations import notice_translate
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, title_of
from templates_app.notice import NoticeDocument


@require_http_methods(["GET", "HEAD", "POST"])
def notice_translation(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    document = get_document(user, pk)
    if not is_translatable(document):
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    require(user, Permission.EXECUTE, document.request.requested_authority)
    posted = http_request.method == "POST"
    if is_translated(document) and not posted:
        raise Conflict(_("A translation was added already: look at the later revision."))
    context = NoticeDocument.from_json(document.context)
    originals = originals_of(context)
    form = NoticeTranslationForm(originals, context.languages, http_request.POST if posted else None)
    if not posted or not form.is_valid():
        return _page(http_request, document, form)
    try:
        notice_translate(
            actor=user,
            document=document,
            language=form.cleaned_data["language"],
            texts=form.texts(),
            machine=form.machine(),
        )
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, document, form)
    messages.success(http_request, _("The next revision is being made, with the translation under the original."))
    return redirect("request", document.request_id)


def _page(http_request: HttpRequest, document: Document, form: NoticeTranslationForm) -> HttpResponse:
    context = {
        "row": document.request,
        "title": title_of(document.request, Side.REQUESTED),
        "name": notice_name(document.kind),
        "document": document,
        "form": form,
    }
    return render(http_request, "requests/work/notice_translation.html", context, status=400 if form.errors else 200)
