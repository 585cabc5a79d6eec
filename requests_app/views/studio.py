"""The studio: what documents are made of, for administrators."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.models import Authority
from mla_portal.errors import NotFound
from mla_portal.ui.forms import PortalForm
from requests_app.forms.studio import LetterheadForm
from requests_app.views.requests_common import reader_of
from templates_app.catalogues import languages
from templates_app.models import State, TranslationReview
from templates_app.studio.selectors import kinds_shipped, letterhead_of, studio_versions
from templates_app.studio.services import draft_start, letterhead_set, require_keeper, translation_confirm

SHOWN = 100


def kinds() -> list[tuple[str, str]]:
    return [(one.code, f"{one.title} ({one.code})") for one in kinds_shipped()]


def members() -> list[tuple[str, str]]:
    found = Authority.objects.filter(member=True).order_by("code")
    return [(one.code, f"{one.code} {one.name}") for one in found]


class NewDraftForm(PortalForm):
    code = forms.ChoiceField(label=gettext_lazy("Document"), choices=kinds)
    authority = forms.ChoiceField(
        label=gettext_lazy("For whom"),
        required=False,
        choices=lambda: [("", _("Every authority that has none of its own")), *members()],
    )


@require_safe
def studio(http_request: HttpRequest) -> HttpResponse:
    require_keeper(reader_of(http_request))
    return _page(http_request, NewDraftForm())


@require_POST
def studio_new(http_request: HttpRequest) -> HttpResponse:
    user = reader_of(http_request)
    require_keeper(user)
    form = NewDraftForm(http_request.POST)
    if not form.is_valid():
        return _page(http_request, form, status=400)
    draft = draft_start(actor=user, code=form.cleaned_data["code"], authority=form.cleaned_data["authority"])
    return redirect("studio_draft", draft.pk)


@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(http_request: HttpRequest, code: str) -> HttpResponse:
    user = reader_of(http_request)
    require_keeper(user)
    authority = Authority.objects.filter(member=True, code=code).first()
    if authority is None:
        raise NotFound(_("No member of the portal has this code."))
    posted = http_request.POST if http_request.method == "POST" else None
    form = LetterheadForm(posted, initial={"lines": "\n".join(letterhead_of(code))})
    if posted is not None and form.is_valid():
        letterhead_set(actor=user, authority=code, lines=form.cleaned_data["lines"].splitlines())
        messages.success(http_request, _("The letterhead is kept; the next documents bear it."))
        return redirect("studio")
    return render(http_request, "studio/letterhead.html", {"form": form, "authority": authority})


@require_POST
def translation(http_request: HttpRequest, tag: str) -> HttpResponse:
    translation_confirm(actor=reader_of(http_request), tag=tag)
    messages.success(http_request, _("The translation is confirmed, in your name."))
    return redirect("studio")


def _page(http_request: HttpRequest, form: NewDraftForm, *, status: int = 200) -> HttpResponse:
    rows = list(studio_versions()[:SHOWN])
    reviews = {one.tag: one for one in TranslationReview.objects.select_related("reviewed_by")}
    context: dict[str, Any] = {
        "form": form,
        "kinds": dict(kinds()),
        "drafts": [row for row in rows if row.state == State.DRAFT],
        "versions": [row for row in rows if row.state != State.DRAFT],
        "languages": [(one, reviews.get(one.tag)) for one in languages()],
        "members": members(),
    }
    return render(http_request, "studio/studio.html", context, status=status)
