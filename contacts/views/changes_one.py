"""One change of the directory: what it says, who proposed it, and the decision on it."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from contacts.access import changes_known_to
from contacts.entries import ENTRY_TYPES
from contacts.models import ChangeState, DirectoryChange
from contacts.selectors.changes import OPEN, change_get, effective_at, fields_moved_on, shown_change, zone_of
from contacts.services.changes_decided import (
    change_accept,
    change_reject,
    change_withdraw,
    may_decide_on,
    may_withdraw,
)
from contacts.views.duty_common import reader_of
from mla_portal.errors import Invalid, NotFound
from mla_portal.ui.forms import PortalForm
from mla_portal.ui.parts import Crumb


class RejectForm(PortalForm):
    note = forms.CharField(
        label=gettext_lazy("Why"),
        help_text=gettext_lazy("The proposer reads it, and can mend the proposal."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Say why, so that the proposer can mend it.")},
    )


@require_safe
def change(request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(request, change_get(reader_of(request), pk))


@require_http_methods(["GET", "HEAD", "POST"])
def change_act(request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    """accept, reject or withdraw; the buttons stand on the page of the change, and GET leads there."""
    user = reader_of(request)
    row = change_get(user, pk)
    if act not in ("accept", "reject", "withdraw"):
        raise NotFound(_("There is no such step. Go back to the change."))
    if request.method != "POST":
        return redirect("change", row.pk)
    if act == "accept":
        row = change_accept(actor=user, change=row)
    elif act == "withdraw":
        row = change_withdraw(actor=user, change=row)
    else:
        form = RejectForm(request.POST)
        try:
            row = change_reject(actor=user, change=row, note=request.POST.get("note", ""))
        except Invalid as refusal:
            if form.is_valid():
                form.add_refusal(refusal)
            return _page(request, row, form=form, status=400)
    _say(request, row)
    return redirect("change", row.pk)


def _say(request: HttpRequest, row: DirectoryChange) -> None:
    match row.state:
        case ChangeState.APPLIED:
            messages.success(request, _("The change is in effect."))
        case ChangeState.ACCEPTED:
            messages.success(request, _("Accepted. The change takes effect on its day."))
        case ChangeState.OVERTAKEN:
            messages.warning(request, _("The change could not take effect; below it says why."))
        case _:
            messages.success(request, _("Done: the change will not take effect. Its proposer is told."))


def _page(
    request: HttpRequest, row: DirectoryChange, *, form: RejectForm | None = None, status: int = 200
) -> HttpResponse:
    user, is_open = reader_of(request), row.state in OPEN
    shown = shown_change(row)
    entry_type = ENTRY_TYPES[row.entry_type]
    entry = entry_type.rows().filter(code=row.code).first() if is_open else None
    context = {
        "shown": shown,
        "change": row,
        "entry_href": _entry_href(row),
        "zone": zone_of(row.authority or row.jurisdiction),
        "effective_at": effective_at(row),
        "moved_on": fields_moved_on(row, entry_type, entry),
        "known": changes_known_to(user).filter(pk=row.pk).exists(),
        "decides": row.state == ChangeState.PROPOSED and may_decide_on(user, row),
        "withdraws": is_open and may_withdraw(user, row),
        "reject": form or RejectForm(),
        "form": form,
        "crumbs": [
            Crumb(label=_("Directory"), href=reverse("directory")),
            Crumb(label=_("Changes"), href=reverse("changes")),
            Crumb(label=shown.name),
        ],
    }
    return render(request, "contacts/changes/change.html", context, status=status)


def _entry_href(row: DirectoryChange) -> str:
    if row.authority:
        return reverse("authority", args=[row.authority.code])
    return reverse("country", args=[row.jurisdiction_id]) if row.jurisdiction_id else ""
