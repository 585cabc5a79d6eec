"""What the directory knows of the country that is asked, beside the form: the words of its own sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Prefetch, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts.calendars import public_holidays
from contacts.cautions import DUAL_CRIMINALITY
from contacts.days import day_in
from contacts.facts import CountryFacts
from contacts.models import Authority, Channel, ContactPoint, Jurisdiction, Standing, valid_on
from contacts.names import language_name
from contacts.selectors.facts import country_facts
from contacts.views import country_figures as figures
from contacts.views.asking import local_time
from contacts.views.country_authorities import listed
from contacts.views.country_warnings import country_warnings
from mla_portal.ui.parts import Duty, Figure
from requests_app.forms.special import ADDRESSEE
from requests_app.selectors.addressees import authority_with

_YEAR = timedelta(days=365)


@dataclass(frozen=True, kw_only=True)
class Beside:
    """`unknown` names what nobody has entered, as one text; `today` is the day there."""

    today: date
    authority: Authority
    country: Jurisdiction
    warnings: list[Duty]
    figures: list[Figure]
    unknown: str


@require_safe
def country_beside(http_request: HttpRequest) -> HttpResponse:
    """The panel alone, for `?requested_authority=CODE`: drawn anew when another authority is chosen."""
    shown = beside(authority_with(http_request.GET.get(ADDRESSEE, "")), now=timezone.now())
    return render(http_request, "requests/drafting/beside.html", {"beside": shown})


def beside(authority: Authority | None, *, now: datetime) -> Beside | None:
    """All that the panel says, in a fixed number of queries; None while nobody is chosen."""
    if authority is None:
        return None
    country = authority.jurisdiction
    today = day_in(country.time_zone, now)
    desks = ContactPoint.objects.filter(valid_on(today)).order_by("order")
    prefetch_related_objects([authority], Prefetch("contact_points", desks))
    lines, facts = listed([authority], now), country_facts(country, on=today)
    wanted = _wanted(facts)
    return Beside(
        today=today,
        authority=authority,
        country=country,
        warnings=country_warnings(facts, [authority], [line.duty for line in lines if line.duty]),
        figures=[
            local_time(country.time_zone, now),
            figures.who_answers(lines, authority),
            figures.holiday_today(public_holidays(country.code, today, today + _YEAR), today),
            figures.convention(facts),
            _reservation(facts),
            figures.preserves(facts),
            *(Figure(label=capfirst(label), value=text) for label, text in wanted.items() if text),
        ],
        unknown=", ".join(label for label, text in wanted.items() if not text),
    )


def _reservation(facts: CountryFacts) -> Figure:
    """What it says stands among the warnings."""
    label, reserved = _("Reservation of Article 29(4)"), facts.reservation(DUAL_CRIMINALITY)
    if reserved is None:
        return Figure(label=label, value=_("None known"))
    if reserved.provenance.verified:
        return Figure(label=label, value=_("In force"))
    value = _("Possible") if reserved.provenance.standing == Standing.POSSIBLE else _("Believed")
    return Figure(label=label, value=value, note=_("not verified"))


def _wanted(facts: CountryFacts) -> dict[str, str]:
    """{label: text} of how it wants to be asked; empty what is not known."""
    wanted = facts.requirements
    languages = [language_name(code) for code in wanted.preservation_languages] if wanted else []
    channels = [str(Channel(one).label) for one in wanted.channels] if wanted else []
    return {
        _("languages for preservation requests"): ", ".join(languages),
        _("channels accepted"): ", ".join(channels),
    }
