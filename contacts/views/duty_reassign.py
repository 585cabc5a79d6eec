"""Somebody else for one shift, at short notice."""

from __future__ import annotations

from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contacts.roster import Span
from contacts.selectors.rosters import members_at, shift_get
from contacts.services.duty import running_shift
from contacts.services.duty import shift_reassign as reassign
from contacts.services.duty_checks import written
from contacts.views.duty_common import address, crumbs, kept_desk, reader_of
from contacts.views.duty_days import row_title
from contacts.views.duty_forms import KeeperForm
from mla_portal.errors import Invalid


@require_http_methods(["GET", "HEAD", "POST"])
def shift_reassign(request: HttpRequest, code: str, desk: str, shift: UUID) -> HttpResponse:
    user, now = reader_of(request), timezone.now()
    point = kept_desk(user, code, desk)
    row = running_shift(shift_get(point, shift), point, now)
    members = {person.pk: person for person in members_at(point.authority)}
    form = KeeperForm(request.POST if request.method == "POST" else None, members=members)
    if form.is_valid():
        try:
            given = reassign(actor=user, shift=row, **form.keeper())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            words = {"name": given.name, "begin": written(given.starts_at, point)}
            messages.success(request, _("%(name)s has the shift from %(begin)s on.") % words)
            return redirect(address("roster", point))
    context = {
        "desk": point,
        "shift": row,
        "when": row_title(Span(row.starts_at, row.ends_at), ZoneInfo(point.zone)),
        "has_begun": row.starts_at <= now,
        "form": form,
        "roster_href": address("roster", point),
        "crumbs": crumbs(point, _("Replace")),
    }
    return render(request, "contacts/duty/reassign.html", context, status=400 if form.errors else 200)
