"""Under Account: the daily digest, and the private calendar address; and the calendar itself, which its key opens."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_POST, require_safe

from requests_app.forms.deadlines import DigestForm
from requests_app.models import Attention, CalendarFeed
from requests_app.selectors.calendar_feed import calendar_of
from requests_app.services.attention import digest_choose, feed_make, feed_revoke, feed_use
from requests_app.views.requests_common import reader_of


def account_attention(http_request: HttpRequest) -> dict[str, Any]:
    """What the panel on the account page shows."""
    user = reader_of(http_request)
    chosen = Attention.objects.filter(user=user).values_list("digest_hour", flat=True).first()
    return {
        "form": DigestForm(initial={"hour": "" if chosen is None else chosen}),
        "feed": CalendarFeed.objects.filter(user=user, revoked_at__isnull=True).first(),
    }


@require_POST
def digest_set(http_request: HttpRequest) -> HttpResponse:
    form = DigestForm(http_request.POST)
    if not form.is_valid():
        return render(http_request, "accounts/attention_wrong.html", {"form": form}, status=400)
    digest_choose(actor=reader_of(http_request), hour=form.cleaned_data["hour"])
    messages.success(http_request, _("Your choice is saved."))
    return redirect("account")


@require_POST
@sensitive_variables("key")
def feed_new(http_request: HttpRequest) -> HttpResponse:
    """Drawn at once and not after a redirect: to be shown on another page, the key would have to be stored."""
    _feed, key = feed_make(actor=reader_of(http_request))
    address = settings.BASE_URL + reverse("calendar_feed", args=[key])
    return render(http_request, "accounts/feed_made.html", {"address": address})


@require_POST
def feed_end(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    feed_revoke(actor=reader_of(http_request), feed_id=pk)
    messages.success(http_request, _("The calendar address is revoked. What used it finds nothing any more."))
    return redirect("account")


@require_safe
@login_not_required
@sensitive_variables("key")
def calendar_feed(http_request: HttpRequest, key: str) -> HttpResponse:
    """Whoever has the key reads the deadlines of its person: what and when, by reference alone."""
    user = feed_use(key=key)
    with translation.override(user.language), timezone.override(user.time_zone):
        content = calendar_of(user, now=timezone.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="deadlines.ics"'
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex"
    return answer
