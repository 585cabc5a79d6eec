"""Which way leads to the data: asked by an address that can be passed on, and answered below the question."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contacts.models import Jurisdiction, ServiceProvider
from contacts.views.asking import start_address
from mla_portal.accounts.models import User
from requests_app.advice import Fit, Wish
from requests_app.forms.advice import AdviceForm
from requests_app.kinds import KINDS
from requests_app.models import Urgency
from requests_app.selectors.advice import Advised, countries_of, ways_to
from requests_app.views.requests_common import reader_of

TONES = {Fit.BEST: "good", Fit.ALONGSIDE: "progress", Fit.POSSIBLE: "info", Fit.UNKNOWN: "wait"}


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A way on the page. `start` is where its form begins, "" where it has none or the person may not draft."""

    advised: Advised
    tone: str
    start: str
    form: str


@dataclass(frozen=True, kw_only=True)
class Advice:
    wish: Wish
    asked: Jurisdiction
    provider: ServiceProvider | None
    open: list[Shown]
    closed: list[Shown]


@require_safe
def advice(http_request: HttpRequest) -> HttpResponse:
    user = reader_of(http_request)
    form = AdviceForm(countries_of(user), http_request.GET.dict())
    context = {"form": form, "advice": _advice(user, form) if form.is_valid() else None}
    return render(http_request, "advice/advice.html", context, status=400 if form.errors else 200)


def _advice(user: User, form: AdviceForm) -> Advice:
    wish, asked, provider = form.wish(), form.asked_country(), form.asked_provider()
    ways = ways_to(wish, asking=form.asking_country(), asked=asked, provider=provider, now=timezone.now())
    shown = [_shown(user, wish, one) for one in ways]
    return Advice(
        wish=wish,
        asked=asked,
        provider=provider,
        open=[one for one in shown if not one.advised.closed],
        closed=[one for one in shown if one.advised.closed],
    )


def _shown(user: User, wish: Wish, advised: Advised) -> Shown:
    way, cases = advised.way, ""
    begun = {"kind": way.kind} | ({"urgency": Urgency.EMERGENCY} if wish.emergency else {})
    if way.kind and advised.who:
        cases = start_address(user, advised.who.authority)
    return Shown(
        advised=advised,
        tone=TONES.get(way.fit, "neutral"),
        start=f"{cases}&{urlencode(begun)}" if cases else "",
        form=str(KINDS[way.kind].title) if way.kind else "",
    )
