"""The ways to data in another country, each with whom it leads to there; in a constant number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from contacts.access import authorities_of
from contacts.days import day_in
from contacts.models import Authority, ContactPoint, Jurisdiction, ProviderEntity, ServiceProvider
from contacts.selectors.countries import authorities_in, provider_entities_in
from contacts.selectors.duty import OnDuty, on_duty_at
from contacts.selectors.facts import country_facts_of
from mla_portal.accounts.models import User
from requests_app.advice import Entity, Fit, Known, Way, Wish, advise

_CLOSED = frozenset({Fit.NOT_OPEN, Fit.UNKNOWN})


@dataclass(frozen=True, kw_only=True)
class Who:
    """An authority, the desk of it that is called first, and who is on duty there now."""

    authority: Authority
    desk: ContactPoint | None
    duty: OnDuty | None

    @property
    def telephones(self) -> list[str]:
        """What to call now, first the first; that of the authority where it has no desk."""
        if self.duty:
            return self.duty.telephones
        return [self.authority.telephone] if self.authority.telephone else []

    @property
    def email(self) -> str:
        return self.desk.email if self.desk else self.authority.email


@dataclass(frozen=True, kw_only=True)
class Advised:
    """`who` is whom the way leads to; None where it leads to no authority, or the directory has none there."""

    way: Way
    who: Who | None

    @property
    def closed(self) -> bool:
        return self.way.fit in _CLOSED


def countries_of(user: User) -> list[Jurisdiction]:
    """For which countries the person may ask: those of their authorities."""
    return list(Jurisdiction.objects.filter(authorities__in=authorities_of(user)).distinct())


def ways_to(
    wish: Wish, *, asking: Jurisdiction, asked: Jurisdiction, provider: ServiceProvider | None = None, now: datetime
) -> list[Advised]:
    """What fits best first, as of the day that it is in the country asked."""
    today = day_in(asked.time_zone, now)
    facts = country_facts_of([asking, asked], on=today)
    there = authorities_in(asked, on=today)
    known = _known(provider_entities_in(asked, on=today), provider, kinds=frozenset(one.kind for one in there))
    ways = advise(wish, facts[asking.code], facts[asked.code], known)
    chosen = {way.code: _first(there, way.asks) for way in ways}
    people = _who([one for one in chosen.values() if one], now)
    return [Advised(way=way, who=people.get(one.pk) if (one := chosen[way.code]) else None) for way in ways]


def _known(there: list[ProviderEntity], provider: ServiceProvider | None, *, kinds: frozenset[str]) -> Known:
    shown = [one for one in there if provider is None or one.provider_id == provider.pk]
    elsewhere = provider.entities.select_related("jurisdiction") if provider and not shown else []
    return Known(
        authorities=kinds,
        entities=tuple(_entity(one) for one in shown),
        provider=provider.name if provider else "",
        elsewhere=tuple(sorted({one.jurisdiction.name for one in elsewhere})),
    )


def _entity(row: ProviderEntity) -> Entity:
    return Entity(
        legal_name=row.legal_name,
        preserves=row.preserves,
        direct_subscriber_requests=row.direct_subscriber_requests,
        channel=row.channel,
        emergency_channel=row.emergency_channel,
        notifies_users=row.notifies_users,
    )


def _first(there: list[Authority], kinds: tuple[str, ...]) -> Authority | None:
    """The first authority of the first of these kinds that the country has."""
    return next((one for kind in kinds for one in there if one.kind == kind), None)


def _who(authorities: list[Authority], now: datetime) -> dict[int, Who]:
    """{authority id: who answers there}. Have the desks of today loaded with the authorities."""
    desks = {one.pk: next(iter(one.contact_points.all()), None) for one in authorities}
    duties = on_duty_at([desk for desk in desks.values() if desk], now)
    return {
        one.pk: Who(authority=one, desk=desk, duty=duties[desk.pk] if desk else None)
        for one in authorities
        for desk in [desks[one.pk]]
    }
