"""Whether one's own authorities take part in deconfliction, and which of their requests overlap with others'."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mla_portal.errors import Invalid, NotAllowed
from requests_app.selectors.deconfliction import agreements, overlapping_requests
from requests_app.selectors.lists import supervised
from requests_app.services.agreements import agreement_end, agreement_make
from requests_app.views.requests_common import reader_of

ACTS = {"agree": agreement_make, "end": agreement_end}


@require_http_methods(["GET", "HEAD", "POST"])
def deconfliction(http_request: HttpRequest) -> HttpResponse:
    """For those who supervise. POST of `authority` and `act` agrees for one of their authorities, or ends that."""
    user, now = reader_of(http_request), timezone.now()
    own = {one.code: one for one in supervised(user).select_related("jurisdiction").order_by("code")}
    if not own:
        raise NotAllowed(_("This is decided by those who supervise an authority."))
    if http_request.method == "POST":
        authority, act = own.get(http_request.POST.get("authority", "")), ACTS.get(http_request.POST.get("act", ""))
        if authority is None or act is None:
            raise Invalid({"authority": [_("Choose one of the authorities that you supervise, and what to do.")]})
        act(actor=user, authority=authority)
        messages.success(http_request, _("Saved for %(authority)s.") % {"authority": authority.name})
        return redirect("deconfliction")
    running = {
        one.authority_id: one for one in agreements().filter(authority__in=own.values()).select_related("agreed_by")
    }
    context = {
        "lines": [(authority, running.get(authority.pk)) for authority in own.values()],
        "overlaps": overlapping_requests(user, now=now) if running else [],
    }
    return render(http_request, "deconfliction.html", context)
