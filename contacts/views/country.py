"""The sheet of one country: everything that an officer needs to know before asking it."""

from __future__ import annotations

from datetime import timedelta
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contacts.access import may_keep
from contacts.calendars import public_holidays
from contacts.days import day_in
from contacts.own_names import own_names
from contacts.selectors.changes import changes_waiting
from contacts.selectors.countries import asked_first, authorities_in, provider_entities_in
from contacts.selectors.directory import jurisdiction_get
from contacts.selectors.facts import country_facts
from contacts.views import country_figures as figures
from contacts.views.asking import local_time, start_address
from contacts.views.country_authorities import by_kind, listed
from contacts.views.country_lines import practice_lines, requirements_lines
from contacts.views.country_warnings import country_warnings
from contacts.views.day import day_asked
from contacts.views.providers import entities_shown
from contacts.views.treaty_lines import reservations_of, treaty_lines
from contacts.views.upkeep_shown import confirming_of
from mla_portal.accounts.models import User
from mla_portal.ui.parts import Crumb

_YEAR = timedelta(days=365)
_HOLIDAYS_SHOWN = 6


@require_safe
def country(request: HttpRequest, code: str) -> HttpResponse:
    user, now, place = cast(User, request.user), timezone.now(), jurisdiction_get(code)
    today = day_in(place.time_zone, now)
    asked = day_asked(request, today=today)
    facts = country_facts(place, on=asked.day)
    lines = listed(authorities_in(place, on=asked.day), now if asked.is_today else None)
    entries = [line.entry for line in lines]
    first = asked_first(entries)
    holidays = public_holidays(place.code, today, today + _YEAR)
    return render(
        request,
        "contacts/country/country.html",
        {
            "country": place,
            "own_names": [(language, name) for language, name in own_names(place.code) if name != place.name],
            "asked": asked,
            "form": asked.form,
            "warnings": country_warnings(facts, entries, [line.duty for line in lines if line.duty]),
            "figures": [
                local_time(place.time_zone, now),
                figures.holiday_today(holidays, today),
                *([figures.who_answers(lines, first)] if asked.is_today else []),
                figures.convention(facts),
                figures.preserves(facts),
            ],
            "kinds": by_kind(lines),
            "treaties": treaty_lines(facts.statuses, facts.on),
            "reservations": reservations_of(facts),
            "facts": facts,
            "practice": practice_lines(facts),
            "requirements": requirements_lines(facts.requirements) if facts.requirements else None,
            "entities": entities_shown(provider_entities_in(place, on=asked.day), on=asked.day),
            "holidays": holidays[:_HOLIDAYS_SHOWN] if holidays else holidays,
            "start_url": start_address(user, first) if first and asked.is_today else "",
            "waiting": changes_waiting(user, place),
            "may_keep": may_keep(user, place),
            "confirming": confirming_of(user, place) if asked.is_today else None,
            "crumbs": [Crumb(label=_("Directory"), href=reverse("directory")), Crumb(label=place.name)],
        },
        status=asked.status,
    )
