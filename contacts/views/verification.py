"""Entries that wait to be looked at again, and the word that everything in them is still right."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contacts.access import keeps_somewhere
from contacts.models import Subject
from contacts.selectors.directory import authority_get, jurisdiction_get
from contacts.selectors.providers import provider_get
from contacts.selectors.upkeep import tasks_open_to
from contacts.services.verification import entries_confirm
from contacts.views.duty_common import reader_of
from contacts.views.lists import pages_of
from mla_portal.errors import NotAllowed
from mla_portal.paging import page


@require_safe
def verifications(request: HttpRequest) -> HttpResponse:
    user, today = reader_of(request), timezone.localdate()
    if not keeps_somewhere(user):
        raise NotAllowed(_("This list is for those who keep entries of the directory."))
    found = page(tasks_open_to(user, on=today), cursor=request.GET.get("cursor"), order="due_on")
    context = {"tasks": found.items, "today": today, "pages": pages_of(request, found)}
    return render(request, "contacts/upkeep/verifications.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def authority_confirm(request: HttpRequest, code: str) -> HttpResponse:
    return _confirm(request, "authority", code, authority_get(code))


@require_http_methods(["GET", "HEAD", "POST"])
def country_confirm(request: HttpRequest, code: str) -> HttpResponse:
    return _confirm(request, "country", code, jurisdiction_get(code))


@require_http_methods(["GET", "HEAD", "POST"])
def provider_confirm(request: HttpRequest, code: str) -> HttpResponse:
    return _confirm(request, "provider", code, provider_get(code))


def _confirm(request: HttpRequest, page_name: str, code: str, subject: Subject) -> HttpResponse:
    """The button stands on the page of what is confirmed; GET leads there."""
    if request.method == "POST":
        entries_confirm(actor=reader_of(request), subject=subject, seen=request.POST.get("seen", ""))
        messages.success(request, _("Thank you. The directory says from now on that you looked at it today."))
    return redirect(page_name, code)
