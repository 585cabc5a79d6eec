"""What a draft has to obey beside its answers: whom it may go to, and what it may continue. {field: sentences}."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.days import day_in
from contacts.models import Authority, AuthorityKind
from contacts.selectors.facts import country_facts_of
from requests_app.kinds import Kind
from requests_app.kinds.instruments import not_carried
from requests_app.models import Case, Request
from requests_app.selectors.following import continued, unfit

Errors = dict[str, list[str]]


def wrong_recipient(case: Case, authority: Authority | None) -> Errors:
    if authority is None:
        return {"requested_authority": [_("Choose the authority to ask.")]}
    if authority.pk == case.authority_id:
        return {"requested_authority": [_("Choose another authority than your own.")]}
    if authority.jurisdiction_id == case.authority.jurisdiction_id:
        return {"requested_authority": [_("Choose an authority of another Party: this one is in your own country.")]}
    if authority.kind == AuthorityKind.ORGANISATION:
        return {"requested_authority": [_("An organisation cannot be asked. Choose an authority of a country.")]}
    if not authority.valid_on(day_in(authority.time_zone, timezone.now())):
        return {"requested_authority": [_("This authority's entry is not valid today. Look for its successor.")]}
    return {}


def not_offered(kind: Kind, case: Case, asked: Authority, *, now: datetime, field: str = "kind") -> Errors:
    """Where such a request exists only under a treaty that does not bind both countries today."""
    if not kind.only_in_force:
        return {}
    here, there = case.authority.jurisdiction, asked.jurisdiction
    facts = country_facts_of([here, there], on=day_in(there.time_zone, now))
    asking, asked_country = facts[here.code], facts[there.code]
    if kind.offered(asking, asked_country):
        return {}
    sentence = not_carried(kind.instruments, asking, asked_country)
    return {field: [_("%(sentence)s Choose another kind of request, or another country.") % {"sentence": sentence}]}


def wrong_follows(kind: Kind, earlier: Request | None, asked: Authority, *, field: str = "follows") -> Errors:
    """Where the request it continues is missing, or is not one that it can continue."""
    sentence = _missing(kind) if earlier is None else unfit(kind, earlier, asked)
    return {field: [sentence]} if sentence else {}


def _missing(kind: Kind) -> str:
    if not kind.must_follow:
        return ""
    return _("Name the request that this continues. It continues one of: %(kinds)s.") % {"kinds": continued(kind)}
