"""What a file would change, entry by entry, and the decision to take it over."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from contacts.exchange import Handed
from contacts.models import DirectoryImport
from contacts.selectors.exchange import import_get
from contacts.services.exchange import import_apply, import_required
from contacts.views.duty_common import reader_of
from contacts.views.exchange_shown import figures, problems_shown, shown_changes
from mla_portal.errors import Conflict
from mla_portal.ui.parts import Crumb

CHANGES_SHOWN = 50


@require_http_methods(["GET", "HEAD", "POST"])
def exchange_preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    import_required(reader_of(request))
    handed = import_get(pk)
    if request.method != "POST":
        return _page(request, handed)
    try:
        applied = import_apply(actor=reader_of(request), directory_import=handed, seen=request.POST.get("digest", ""))
    except Conflict as conflict:
        return _page(request, import_get(pk), conflict=conflict.message, status=409)
    taken = len(Handed.read(applied.text).preview.changes)
    said = ngettext("%(taken)d change is in effect.", "%(taken)d changes are in effect.", taken)
    if taken:
        messages.success(request, said % {"taken": taken})
    return redirect("exchange_preview", handed.pk)


def _page(request: HttpRequest, handed: DirectoryImport, *, conflict: str = "", status: int = 200) -> HttpResponse:
    preview = Handed.read(handed.text).preview
    begin = _place(request.GET.get("after", ""))
    end = begin + CHANGES_SHOWN
    context = {
        "handed": handed,
        "preview": preview,
        "conflict": conflict,
        "figures": figures(preview, applied=handed.applied_at is not None),
        "shown": shown_changes(preview.changes[begin:end]),
        "next": f"?after={end}" if end < len(preview.changes) else "",
        "first": request.path if begin else "",
        **problems_shown(preview.problems),
        "crumbs": [
            Crumb(label=_("Directory"), href=reverse("directory")),
            Crumb(label=_("Import and export"), href=reverse("exchange")),
            Crumb(label=handed.name),
        ],
    }
    return render(request, "contacts/exchange/preview.html", context, status=status)


def _place(text: str) -> int:
    """How many changes come before this page; what is no number counts as none."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 7 else 0
