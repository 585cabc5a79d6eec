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
from mla_portal.errors import Invalid, NotFound
from mla_portal.middleware import takes_at_most
from mla_portal.ui.forms import PortalForm
from requests_app.forms.studio import LetterheadForm
from requests_app.views.requests_common import reader_of
from templates_app.catalogues import languages
from templates_app.models import State, TranslationReview
from templates_app.studio.letterheads import letterhead_set
from templates_app.studio.pictures import LARGEST_PICTURE
from templates_app.studio.selectors import kinds_shipped, letterhead_of, studio_versions
from templates_app.studio.services import draft_start, require_keeper, translation_confirm

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


@takes_at_most(LARGEST_PICTURE + 64 * 1024)
@require_http_methods(["GET", "HEAD", "POST"])
def letterhead(http_request: HttpRequest, code: str) -> HttpResponse:
    user = reader_of(http_request)
    require_keeper(user)
    authority = Authority.objects.filter(member=True, code=code).first()
    if authority is None:
        raise NotFound(_("No member of the portal has this code."))
    kept = letterhead_of(code)
    form = LetterheadForm(
        http_request.POST if http_request.method == "POST" else None,
        http_request.FILES or None,
        has_picture=kept.picture is not None,
        initial={"lines": "\n".join(kept.lines), "picture_text": kept.picture_text},
    )
    if form.is_bound and form.is_valid():
        try:
            letterhead_set(
                actor=user,
                authority=code,
                lines=form.cleaned_data["lines"].splitlines(),
                picture=form.picture_given(),
                picture_text=form.cleaned_data["picture_text"],
                without_picture=form.cleaned_data.get("without_picture", False),
            )
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("The letterhead is kept; the next documents bear it."))
            return redirect("studio")
    context = {"form": form, "authority": authority, "kept": kept}
    return render(http_request, "studio/letterhead.html", context, status=400 if form.errors else 200)


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
