"""A page of every component, served to a browser by the tests only."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import path
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict
from mla_portal.ui.forms import DayField, InstantField, PortalForm
from mla_portal.ui.parts import Bar, Duty, Figure, Moment, Task

NOW = datetime(2026, 11, 21, 3, 0, tzinfo=UTC)
SENT = datetime(2026, 11, 18, 6, 58, tzinfo=UTC)


class SectionForm(PortalForm):
    title = forms.CharField(
        label="Case title", max_length=60, help_text="A short name. Leave the names of suspects out."
    )
    authority = forms.ChoiceField(
        label="Requested authority",
        choices=[
            ("", "Choose an authority"),
            ("RO-247", "24/7 contact point of Romania"),
            ("AL-247", "24/7 of Albania"),
        ],
    )
    urgency = forms.ChoiceField(
        label="How urgent is this request?",
        choices=[
            ("normal", "Normal"),
            ("urgent", "Urgent: answer within 4 hours"),
            ("emergency", "Emergency: risk to life"),
        ],
        widget=forms.RadioSelect,
    )
    categories = forms.MultipleChoiceField(
        label="Data to be preserved",
        help_text="Tick all that apply.",
        choices=[("subscriber", "Subscriber information"), ("traffic", "Traffic data"), ("content", "Content data")],
        widget=forms.CheckboxSelectMultiple,
    )
    seen_at = InstantField(
        label="First seen",
        help_text="As the log shows it. A whole line such as 2026-11-14T08:21:07+04:00 may be pasted.",
    )
    planned = DayField(label="Mutual assistance planned on", required=False)
    facts = forms.CharField(label="Summary of the facts", max_length=400, widget=forms.Textarea(attrs={"rows": 5}))
    proof = forms.FileField(label="Supporting document", required=False, help_text="PDF, up to 20 MB.")
    password = forms.CharField(label="Password", widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}))
    confirmed = forms.BooleanField(label="I have checked the facts", help_text="A colleague will approve it.")


class AddressForm(PortalForm):
    value = forms.GenericIPAddressField(label="IP address")
    port = forms.IntegerField(label="Port", min_value=1, max_value=65535)


class NoteForm(PortalForm):
    subject = forms.CharField(label="Subject", max_length=80)
    text = forms.CharField(label="Text", max_length=500, widget=forms.Textarea)
    tick = forms.BooleanField(label="Confidential", required=False)


got: list[dict[str, list[str]]] = []  # what autosave was sent

AddressFormSet = forms.formset_factory(AddressForm, extra=2)


def draw(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """As a signed-in person; a cookie `person` says whose number it is."""
    request.user = User(pk=request.COOKIES.get("person", "1"), username="officer.a", name="Officer A", is_demo=True)
    return render(request, f"gallery/{name}.html", context)


@login_not_required
def matter(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    moments = [
        Moment(title="Acknowledgement due", at=now + timedelta(hours=2, minutes=14), note="", future=True),
        Moment(
            title="Reminder sent",
            by="to the 24/7 contact point of Romania",
            at=now - timedelta(minutes=20),
            tone="wait",
        ),
        Moment(title="Sent", by="Officer A, by e-mail", at=SENT, href="/matter/"),
        Moment(title="Approved", by="Supervisor B", at=SENT - timedelta(minutes=12), tone="good"),
        Moment(title="Drafted", by="Officer A", at=SENT - timedelta(hours=3)),
    ]
    figures = [
        Figure(
            label="Acknowledgement",
            due=now + timedelta(hours=2, minutes=14),
            start=now - timedelta(hours=2),
            note="4 h, urgent",
        ),
        Figure(label="Preserved until", value="19 Feb 2027", note="90 days, one extension left"),
        Figure(label="Identifiers", value=14, note="9 IP addresses, 5 e-mail", href="#identifiers"),
        Figure(label="Follow-up", due=now - timedelta(minutes=35), note="Article 29(7)", tone="bad"),
    ]
    missing = [
        Duty(article="29(2)(e)", message="Say why preservation is necessary.", href="/form/"),
        Duty(article="29(2)(f)", message="Say that a request for mutual assistance will follow.", href="/form/"),
    ]
    warnings = [
        Duty(article="29(2)(c)", message="198.51.100.23 has no port: behind a shared address many people stand.")
    ]
    rows = [
        ("IPv4", "198.51.100.23", datetime(2026, 11, 14, 4, 21, 7, tzinfo=UTC), "51234", "preserved", "Preserved"),
        ("IPv4", "203.0.113.9", datetime(2026, 11, 14, 4, 22, 41, tzinfo=UTC), "443", "preserved", "Preserved"),
        (
            "IPv6",
            "2001:db8:85a3::8a2e:370:7f3a",
            datetime(2026, 11, 15, 15, 3, tzinfo=UTC),
            "60211",
            "not_found",
            "Not found",
        ),
        ("E-mail", "help@bank.example", None, "", "pending", "Pending"),
    ]
    return draw(request, "matter", moments=moments, figures=figures, missing=missing, warnings=warnings, rows=rows)


@login_not_required
def start(request: HttpRequest) -> HttpResponse:
    now = timezone.now()
    figures = [
        Figure(label="To acknowledge", value=3, note="oldest 51 min", href="/list/", tone="bad"),
        Figure(label="To approve", value=2, note="1 urgent", href="/list/", tone="wait"),
        Figure(label="Due today", value=5, href="/list/"),
        Figure(label="Median time to acknowledge", value="48 min", note="last 30 days"),
    ]
    tasks = [
        Task(name="Requested authority and urgency", href="/form/", status="Done", tone="good"),
        Task(name="Offences and facts", href="/form/", hint="Article 29(2)(b)", status="Done", tone="good"),
        Task(
            name="Data to be preserved", href="/form/", hint="Article 29(2)(c)", status="3 duties missing", tone="bad"
        ),
        Task(name="Necessity", href="/form/", hint="Article 29(2)(e)", status="Not started", tone="neutral"),
        Task(name="Check and submit", hint="Opens when every legal duty is met", status="Not yet", tone="neutral"),
    ]
    bars = [
        Bar(label="Within 1 hour", value=41, tone="good", href="/list/"),
        Bar(label="1 to 4 hours", value=18),
        Bar(label="4 to 24 hours", value=7, tone="wait"),
        Bar(label="Later", value=2, tone="bad"),
    ]
    waiting = [
        (
            "RO-2026-118",
            "Kidnapping: location of a chat account",
            "emergency",
            now + timedelta(minutes=9),
            now - timedelta(minutes=51),
        ),
        (
            "UA-2026-074",
            "Phishing of bank customers",
            "urgent",
            now + timedelta(hours=2, minutes=40),
            now - timedelta(hours=1),
        ),
        (
            "MD-2026-201",
            "Subscriber behind an e-mail address",
            "normal",
            now - timedelta(hours=3),
            now - timedelta(hours=27),
        ),
    ]
    messages.success(request, "Acknowledged. Romania sees it now.")
    return draw(request, "start", figures=figures, tasks=tasks, bars=bars, waiting=waiting)


@login_not_required
def listing(request: HttpRequest) -> HttpResponse:
    return draw(request, "list")


@login_not_required
def form(request: HttpRequest) -> HttpResponse:
    data = {
        "title": "A title that is much too long to stand on one line of any list, by far",
        "seen_at_0": "14/11/2026",
        "seen_at_1": "8:21:07",
        "form-TOTAL_FORMS": "2",
        "form-INITIAL_FORMS": "0",
        "form-0-value": "198.51.100.300",
        "form-1-value": "203.0.113.9",
        "form-1-port": "99999",
    }
    section = SectionForm(data, {})
    return draw(request, "form", form=section, formset=AddressFormSet(data))


@login_not_required
def blank(request: HttpRequest) -> HttpResponse:
    return draw(request, "form", form=SectionForm(), formset=AddressFormSet())


@login_not_required
def note(request: HttpRequest) -> HttpResponse:
    """A form with a guard. `?lost=1` answers a save like a portal whose session has ended."""
    if request.method == "POST":
        if "lost" in request.GET:
            return redirect("/sign-in/")
        made = NoteForm(request.POST)
        if made.is_valid():
            messages.success(request, "Saved.")
            return redirect("/note/")
        return draw(request, "note", form=made)
    return draw(request, "note", form=NoteForm())


@login_not_required
def autosave(request: HttpRequest) -> JsonResponse:
    got.append({name: values for name, values in request.POST.lists() if name != "csrfmiddlewaretoken"})
    if request.POST.get("subject") == "conflict":
        return JsonResponse({"message": "Supervisor B changed this section at 12:01. Reload it."}, status=409)
    return JsonResponse({"version": int(request.POST["version"]) + 1})


@login_not_required
def conflict(request: HttpRequest) -> HttpResponse:
    request.user = User(username="officer.a", name="Officer A")
    raise Conflict(
        "This request was sent by Supervisor B at 12:01, so it cannot be returned any more.",
        allowed_actions=["Withdraw the request"],
        back="/matter/",
    )


@login_not_required
def times(request: HttpRequest) -> HttpResponse:
    """Countdowns around `NOW`, as the server writes them."""
    steps = (-200000, -90000, -86400, -86399, -3600, -2100, -61, -59, -1, 0, 1, 59, 60, 2100, 3599, 3600, 8040, 86399)
    dues = [NOW + timedelta(seconds=step) for step in (*steps, 86400, 90061, 200000)]
    return draw(request, "times", now=NOW, dues=dues)


@login_not_required
def sign_in(request: HttpRequest) -> HttpResponse:
    return render(request, "gallery/sign_in.html")


urlpatterns = [
    path("", start, name="home"),
    path("inbox/", listing, name="inbox"),
    path("matter/", matter, name="requests"),
    path("list/", listing, name="cases"),
    path("directory/", listing, name="directory"),
    path("dashboard/", start, name="dashboard"),
    path("form/", form),
    path("blank/", blank),
    path("note/", note),
    path("autosave/", autosave, name="autosave"),
    path("conflict/", conflict),
    path("times/", times),
    path("account/", start, name="account"),
    path("verify/", start, name="verify"),
    path("studio/", start, name="studio"),
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", sign_in, name="sign_out"),
]
handler404 = "mla_portal.ui.pages.not_found"
handler500 = "mla_portal.ui.pages.server_error"
