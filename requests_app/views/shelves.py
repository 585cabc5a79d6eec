"""What an authority keeps for drafting: a list, a form to add or change, a button to end. One set of views for every
shelf; what differs is in `SHELVES`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.access import authorities_where
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed, NotFound
from mla_portal.paging import page
from mla_portal.ui.parts import Crumb
from requests_app.forms.focus import focus, focus_first_error
from requests_app.forms.shelves import CatalogueForm, KeptForm, TextBlockForm
from requests_app.models import Kept
from requests_app.selectors.shelves import kept_by_own
from requests_app.services.catalogue import OFFENCES
from requests_app.services.shelves import Shelf, entry_add, entry_change, entry_end, mark_of
from requests_app.services.texts import TEXTS
from requests_app.views.requests_common import pages_of, reader_of


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A shelf as its pages show it. `route` is the name of its list; that of an entry begins with it."""

    shelf: Shelf[Any]
    form: type[KeptForm]
    route: str
    template: str
    title: str | Promise
    new: str | Promise


SHELVES = {
    "texts": Shown(
        shelf=TEXTS,
        form=TextBlockForm,
        route="texts",
        template="shelves/texts.html",
        title=gettext_lazy("Texts for requests"),
        new=gettext_lazy("New text"),
    ),
    "offences": Shown(
        shelf=OFFENCES,
        form=CatalogueForm,
        route="offences",
        template="shelves/offences.html",
        title=gettext_lazy("Catalogue of offences"),
        new=gettext_lazy("New offence"),
    ),
}


@require_safe
def shelf_list(http_request: HttpRequest, shelf: str) -> HttpResponse:
    user, shown = reader_of(http_request), SHELVES[shelf]
    authorities = _keeping(user)
    rows = page(kept_by_own(user, shown.shelf.model), cursor=http_request.GET.get("cursor"))
    context = {
        "shown": shown,
        "new": reverse(f"{shown.route}_new"),
        "page": rows,
        "pages": pages_of(http_request, rows),
        "several": len(authorities) > 1,
    }
    return render(http_request, shown.template, context)


@require_http_methods(["GET", "HEAD", "POST"])
def shelf_new(http_request: HttpRequest, shelf: str) -> HttpResponse:
    user, shown = reader_of(http_request), SHELVES[shelf]
    authorities = _keeping(user)
    if http_request.method != "POST":
        return _page(http_request, shown, shown.form(None, authorities))
    form = shown.form(None, authorities, http_request.POST)
    if not form.is_valid():
        return _page(http_request, shown, form)
    code = form.cleaned_data.get("authority", authorities[0].code)
    chosen = next(one for one in authorities if one.code == code)
    try:
        entry = entry_add(actor=user, shelf=shown.shelf, authority=chosen, answers=form.answers())
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, shown, form)
    messages.success(http_request, _("“%(title)s” is kept.") % {"title": entry})
    return redirect(shown.route)


@require_http_methods(["GET", "HEAD", "POST"])
def shelf_entry(http_request: HttpRequest, shelf: str, pk: UUID) -> HttpResponse:
    """One entry: POST changes it."""
    user, shown = reader_of(http_request), SHELVES[shelf]
    entry = _entry(user, shown, pk)
    if http_request.method != "POST":
        return _page(http_request, shown, shown.form(entry, []), entry=entry)
    form = shown.form(entry, [], http_request.POST)
    if not form.is_valid():
        return _page(http_request, shown, form, entry=entry)
    seen = form.cleaned_data["version"] or "none"
    try:
        entry_change(actor=user, shelf=shown.shelf, entry=entry, answers=form.answers(), seen=seen)
    except Conflict as refusal:
        typed = http_request.POST.copy()
        typed["version"] = mark_of(entry)
        fresh = shown.form(entry, [], typed)
        fresh.add_error(None, refusal.message)
        return _page(http_request, shown, fresh, entry=entry, status=409)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, shown, form, entry=entry)
    messages.success(http_request, _("The change is saved."))
    return redirect(shown.route)


@require_POST
def shelf_end(http_request: HttpRequest, shelf: str, pk: UUID) -> HttpResponse:
    user, shown = reader_of(http_request), SHELVES[shelf]
    entry = _entry(user, shown, pk)
    entry_end(actor=user, shelf=shown.shelf, entry=entry)
    messages.success(http_request, _("“%(title)s” is not offered any more.") % {"title": entry})
    return redirect(shown.route)


def _keeping(user: User) -> list[Authority]:
    authorities = list(authorities_where(user, Permission.DRAFT).order_by("name"))
    if not authorities:
        raise NotAllowed(_("Your role does not let you draft requests. Ask your supervisor."))
    return authorities


def _entry(user: User, shown: Shown, pk: UUID) -> Kept:
    entry: Kept | None = kept_by_own(user, shown.shelf.model).filter(pk=pk).first()
    if entry is None:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return entry


def _page(
    http_request: HttpRequest, shown: Shown, form: KeptForm, *, entry: Kept | None = None, status: int = 400
) -> HttpResponse:
    if not focus_first_error(form):
        focus(form.visible_fields()[0])
    here = str(entry) if entry else str(shown.new)
    context = {
        "shown": shown,
        "crumbs": [Crumb(label=shown.title, href=reverse(shown.route)), Crumb(label=here)],
        "here": here,
        "form": form,
        "entry": entry,
        "back": reverse(shown.route),
        "end": reverse(f"{shown.route}_end", args=[entry.pk]) if entry else "",
    }
    return render(http_request, "shelves/form.html", context, status=status if form.errors else 200)
