"""Which entry of the directory the sender of a document from outside is."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Q, QuerySet

from contacts.days import day_in
from contacts.models import Authority, AuthorityKind
from templates_app.context import Party


def senders_possible(addressee: Authority, *, now: datetime) -> QuerySet[Authority]:
    """Who may have sent a request to this authority: those of other countries; outsiders first."""
    found = Authority.objects.exclude(jurisdiction=addressee.jurisdiction_id).exclude(kind=AuthorityKind.ORGANISATION)
    day = day_in(addressee.time_zone, now)
    began = Q(valid_from__isnull=True) | Q(valid_from__lte=day)
    return found.filter(began).select_related("jurisdiction").order_by("member", "jurisdiction", "name")


def sender_named(party: Party, addressee: Authority, *, now: datetime) -> Authority | None:
    """The entry that a document means, by its name and country or its e-mail; None where that is not certain."""
    possible = senders_possible(addressee, now=now)
    names = Q(name__iexact=party.organisation) | Q(original_name__iexact=party.organisation)
    if party.original_name:
        names |= Q(original_name__iexact=party.original_name)
    found = [one for one in possible.filter(names) if party.country in ("", one.jurisdiction.name)]
    if len(found) > 1 and party.email:
        found = [one for one in found if one.email.lower() == party.email.lower()]
    if not found and party.email:
        found = list(possible.filter(email__iexact=party.email))
    return found[0] if len(found) == 1 else None
