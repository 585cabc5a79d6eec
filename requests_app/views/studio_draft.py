"""One template of the studio: edited, looked at, checked, published, retired."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotFound
from requests_app.forms.studio import DraftForm, PublishForm, bound_to
from requests_app.views.requests_common import reader_of
from templates_app.browser import security_policy
from templates_app.catalogues import SOURCE, Catalogue
from templates_app.models import State, StudioVersion
from templates_app.rendering import render_html, render_pdf
from templates_app.studio.changes import applied, translations
from templates_app.studio.overlay import in_language
from templates_app.studio.sample import sample_of
from templates_app.studio.selectors import base_of, changes_of
from templates_app.studio.services import (
    draft_change,
    draft_discard,
    draft_faults,
    draft_start,
    require_keeper,
    version_publish,
    version_retire,
)
from templates_app.studio.values import document_of, known_values
from templates_app.values import UnknownValue
from templates_app.versions import languages_of


@require_http_methods(["GET", "HEAD", "POST"])
def studio_draft(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    """GET shows the draft in one language (`?lang=`), with what forbids publishing (`?check=1`); POST keeps it."""
    user, row = _row(http_request, pk)
    known = _language(http_request, row)
    if row.state != State.DRAFT:
        return render(http_request, "studio/version.html", _context(row, known))
    base, changes = base_of(row), changes_of(row)
    if http_request.method == "POST":
        form = DraftForm(base, changes, known, http_request.POST)
        if not form.is_valid():
            return _draft(http_request, row, known, form, status=400)
        try:
            draft_change(actor=user, draft=row, changes=form.changed(), edition=form.cleaned_data["edition"])
        except Invalid as refusal:
            form.add_refusal(refusal)
            return _draft(http_request, row, known, form, status=400)
        messages.success(http_request, _("The draft is kept."))
        return redirect(f"{reverse('studio_draft', args=[row.pk])}?lang={known.language}")
    form = DraftForm(base, changes, known, initial={"edition": row.edition})
    if "check" not in http_request.GET:
        return _draft(http_request, row, known, form)
    form = DraftForm(base, changes, known, bound_to(form, row.edition))
    form.is_valid()
    faults = draft_faults(row)
    return _draft(http_request, row, known, form, checked=True, others=form.show_faults(faults), faults=len(faults))


@require_safe
def studio_preview(http_request: HttpRequest, pk: UUID, form: str) -> HttpResponseBase:
    """The draft with invented data: as a page, or as the PDF."""
    _user, row = _row(http_request, pk)
    known, base, changes = _language(http_request, row), base_of(row), changes_of(row)
    try:
        version = applied(base, changes, version=row.version or 0)
        version = in_language(version, translations(base, changes, known), known)
        if form == "pdf":
            content = render_pdf(version, sample_of(row.code, row.authority), draft=True).content
            headers = {"Content-Disposition": f'inline; filename="{row.code}-draft.pdf"'}
            return HttpResponse(content, content_type="application/pdf", headers=headers)
        html = render_html(version, sample_of(row.code, row.authority), draft=True)
    except (LookupError, UnknownValue) as error:
        message = _("It cannot be shown yet: something is missing or stands for nothing (%(place)s).")
        raise Conflict(message % {"place": error}) from error
    response = HttpResponse(html)
    response["Content-Security-Policy"] = security_policy(html)
    return response


@require_POST
def studio_act(http_request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    user, row = _row(http_request, pk)
    if act == "publish":
        return _publish(http_request, user, row)
    if act == "discard":
        draft_discard(actor=user, draft=row)
        messages.success(http_request, _("The draft is gone."))
    elif act == "retire":
        version_retire(actor=user, row=row)
        messages.success(http_request, _("The version is retired; new documents are made of the shipped one."))
    elif act == "copy":
        return redirect("studio_draft", draft_start(actor=user, code=row.code, authority=row.authority, like=row).pk)
    else:
        raise NotFound(_("There is no such step. Go back to the template."))
    return redirect("studio")


def _publish(http_request: HttpRequest, user: User, row: StudioVersion) -> HttpResponse:
    form = PublishForm(http_request.POST)
    form.is_valid()
    try:
        version_publish(actor=user, draft=row, note=form.cleaned_data.get("note", ""))
    except Invalid as refusal:
        messages.error(http_request, refusal.message)
        return redirect(f"{reverse('studio_draft', args=[row.pk])}?check=1")
    messages.success(http_request, _("It is published: documents are made of it from now on."))
    return redirect("studio_draft", row.pk)


def _row(http_request: HttpRequest, pk: UUID) -> tuple[User, StudioVersion]:
    user = reader_of(http_request)
    require_keeper(user)
    row = StudioVersion.objects.select_related("made_by", "published_by").filter(pk=pk).first()
    if row is None:
        raise NotFound(_("There is no such template. It may have been discarded."))
    return user, row


def _language(http_request: HttpRequest, row: StudioVersion) -> Catalogue:
    wanted = http_request.GET.get("lang", SOURCE)
    known = next((one for one in languages_of(row.code) if one.language == wanted), None)
    if known is None:
        raise NotFound(_("This document does not exist in that language."))
    return known


def _draft(
    http_request: HttpRequest, row: StudioVersion, known: Catalogue, form: DraftForm, *, status: int = 200, **more: Any
) -> HttpResponse:
    context = {
        **_context(row, known),
        "form": form,
        "groups": form.groups(),
        "publish": PublishForm(),
        "values": known_values(document_of(row.code)),
        **more,
    }
    return render(http_request, "studio/draft.html", context, status=status)


def _context(row: StudioVersion, known: Catalogue) -> dict[str, Any]:
    return {"row": row, "base": base_of(row), "known": known, "languages": languages_of(row.code)}
