"""The languages of a request's document, chosen by the officer, and translations of what was typed."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from contacts.days import day_in
from contacts.models import Jurisdiction
from contacts.selectors.facts import country_facts
from requests_app.kinds import Kind
from requests_app.languages import Errors, languages_checked, originals, translations_checked, wanted_languages
from requests_app.models import Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.document_context import in_original


def languages_taken(kind: Kind, country: Jurisdiction, chosen: object, *, now: datetime) -> tuple[list[str], Errors]:
    """What was chosen; None for what the directory says that the country wants of such a request."""
    if chosen is not None:
        return languages_checked(kind, chosen)
    facts = country_facts(country, on=day_in(country.time_zone, now))
    return list(wanted_languages(kind, facts.requirements)), {}


def translations_taken(request: Request, given: object, *, now: datetime) -> tuple[list[dict[str, Any]], Errors]:
    """What may be kept with the request as it reads now."""
    kind = kind_of(request)
    return translations_checked(kind, originals(kind, in_original(request, now=now)), given)
