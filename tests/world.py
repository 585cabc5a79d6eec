"""The few people and authorities that the tests share: two Parties in the portal, and an outsider.

Georgia asks, Romania is asked. `officer` drafts and sends, `supervisor` approves, `contact` acknowledges; `stranger`
belongs to a third authority that has no part in anything.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import Any

from django.apps import apps
from django.utils import timezone

from contacts.facts import BUDAPEST
from contacts.models import (
    Authority,
    AuthorityKind,
    Channel,
    ContactPoint,
    Instrument,
    InstrumentKind,
    InstrumentStatus,
    Jurisdiction,
    Reservation,
    Standing,
)
from contacts.roles import Role
from contacts.services.memberships import membership_grant
from mla_portal.accounts.models import User
from requests_app.models import Case, Request
from requests_app.services.actions import action_perform
from requests_app.services.cases import case_open
from requests_app.services.drafts import request_draft
from requests_app.services.incoming import request_register
from tests.days import ZONES, day, today

PASSWORD = "a long pass phrase for tests"

IP = {
    "type": "ip",
    "value": "185.220.101.7",
    "port": 51234,
    "at": "2026-11-14T08:21:07+04:00",
    "until": None,
    "note": "",
}
CONTENT: dict[str, Any] = {
    "data_categories": ["subscriber", "traffic"],
    "period_from": "2026-11-01T00:00:00+04:00",
    "period_to": "2026-11-15T00:00:00+04:00",
    "relationship": "The address opened the account from which the false bank pages were served.",
    "custodian": {"name": "Hosting SRL", "country": "Romania", "contact": "abuse@hosting.example"},
    "custodian_unknown": False,
    "location": "",
    "necessity": "The provider keeps connection logs for 30 days.",
    "mla_intended": True,
    "mla_planned_on": day(46, "GE"),
    "urgency_grounds": [],
    "confidential": True,
    "duration_days": 90,
    "disclose_path": True,
}
CASE: dict[str, Any] = {
    "reference": "GE-74/2026",
    "title": "Phishing of bank customers",
    "facts": "False pages of a bank took the pass codes of its customers from 1 November 2026 on.",
    "offences": [
        {"article": "8", "provision": "Criminal Code 180", "title": "Computer-related fraud", "max_penalty": "9 years"}
    ],
    "sealed": False,
}
# Offences that are none of Articles 2 to 11.
OUTSIDE = [{"article": None, "provision": "Criminal Code 181", "title": "Extortion", "max_penalty": "8 years"}]


@dataclass(frozen=True, kw_only=True)
class World:
    asking: Authority
    asked: Authority
    outsider: Authority
    officer: User
    colleague: User
    supervisor: User
    contact: User
    their_supervisor: User
    auditor: User
    stranger: User

    def case(self, **answers: Any) -> Case:
        return case_open(actor=self.officer, authority=self.asking, answers={**CASE, **answers})

    def draft(self, *, case: Case | None = None, to: Authority | None = None, **more: Any) -> Request:
        """A complete draft of `officer`."""
        given: dict[str, Any] = {"kind": "preservation", "content": CONTENT, "identifiers": [IP], **more}
        return request_draft(
            actor=self.officer,
            case=case or Case.objects.first() or self.case(),
            requested_authority=to or self.asked,
            **given,
        )

    def in_review(self, **more: Any) -> Request:
        return action_perform(actor=self.officer, request=self.draft(**more), action="submit", answers={})

    def approved(self, **more: Any) -> Request:
        return action_perform(actor=self.supervisor, request=self.in_review(**more), action="approve", answers={})

    def sent(self, **more: Any) -> Request:
        return action_perform(actor=self.officer, request=self.approved(**more), action="send", answers={})

    def acknowledged(self, **more: Any) -> Request:
        return action_perform(
            actor=self.contact, request=self.sent(**more), action="acknowledge", answers={"their_reference": "RO-9"}
        )

    def in_execution(self, **more: Any) -> Request:
        return action_perform(actor=self.contact, request=self.acknowledged(**more), action="start", answers={})

    def completed(self, **more: Any) -> Request:
        """A preservation, as its requested authority reports it."""
        request = self.in_execution(**more)
        return action_perform(actor=self.contact, request=request, action="complete", answers=preserved(90))


def preserved(days: int, country: str = "RO") -> dict[str, Any]:
    """The answers of a report that the data are preserved from today on, as that country counts days."""
    return {"outcome": "executed", "preserved_from": day(0, country), "preserved_until": day(days, country)}


def default_ladders() -> None:
    """What the migration writes: tests that commit (transaction=True, live_server) empty every table after them."""
    for name in (
        "0002_default_escalation",
        "0012_default_ladders",
        "0023_results_waiting",
        "0029_emergency_ladders",
        "0044_domestic_task_ladder",
    ):
        import_module(f"requests_app.migrations.{name}").add_defaults(apps, None)


def make_world() -> World:
    default_ladders()
    asking = _authority("GE-CA", "GE", ZONES["GE"], "Prosecutor's Office", AuthorityKind.CENTRAL_AUTHORITY)
    asked = _authority("RO-247", "RO", ZONES["RO"], "Cybercrime Service", AuthorityKind.CONTACT_POINT_247)
    third = _authority("MD-247", "MD", ZONES["MD"], "Cyber Centre", AuthorityKind.CONTACT_POINT_247)
    outsider = _authority(
        "US-247", "US", ZONES["US"], "Duty Desk", AuthorityKind.CONTACT_POINT_247, channel=Channel.EMAIL
    )
    make_parties()
    desk(asked, 1, "Duty desk", "desk@ro.example")
    desk(asked, 2, "Back-up desk", "backup@ro.example")
    desk(outsider, 1, "Duty desk", "desk@us.example")
    return World(
        asking=asking,
        asked=asked,
        outsider=outsider,
        officer=person("officer", asking, Role.OFFICER),
        colleague=person("colleague", asking, Role.OFFICER),
        supervisor=person("supervisor", asking, Role.SUPERVISOR),
        contact=person("contact", asked, Role.CONTACT),
        their_supervisor=person("their_supervisor", asked, Role.SUPERVISOR),
        auditor=person("auditor", asking, Role.AUDITOR),
        stranger=person("stranger", third, Role.CONTACT),
    )


def make_parties(codes: Iterable[str] = ("GE", "MD", "RO", "US")) -> None:
    """Parties to the Convention of old, as somebody has just read."""
    instrument, _created = Instrument.objects.get_or_create(
        code=BUDAPEST,
        defaults={"name": "Convention on Cybercrime", "short_name": "CETS 185", "kind": InstrumentKind.MULTILATERAL},
    )
    InstrumentStatus.objects.bulk_create(
        InstrumentStatus(
            code=f"{code}-{BUDAPEST}",
            jurisdiction_id=code,
            instrument=instrument,
            in_force_from=date(2012, 10, 1),
            standing=Standing.READ,
            checked_on=timezone.localdate(),
        )
        for code in codes
    )


def in_force(instrument: str, *codes: str, since: date = date(2020, 1, 1), kind: str = "multilateral") -> None:
    """A treaty that binds these countries, as somebody has just read."""
    treaty, _created = Instrument.objects.get_or_create(
        code=instrument, defaults={"name": instrument, "short_name": instrument, "kind": kind}
    )
    InstrumentStatus.objects.bulk_create(
        InstrumentStatus(
            code=f"{code}-{instrument}",
            jurisdiction_id=code,
            instrument=treaty,
            in_force_from=since,
            standing=Standing.READ,
            checked_on=timezone.localdate(),
        )
        for code in codes
    )


def end_party(code: str) -> None:
    """From today on it is none any more."""
    InstrumentStatus.objects.filter(jurisdiction=code).update(in_force_until=today(code))


def reserve(code: str, **more: Any) -> None:
    """A reservation under Article 29(4), as somebody has just read."""
    given = {"valid_from": date(2012, 10, 1), "standing": Standing.READ, "checked_on": timezone.localdate(), **more}
    Reservation.objects.create(
        code=f"{code}-29-4",
        jurisdiction_id=code,
        instrument=Instrument.objects.get(code=BUDAPEST),
        nature=Reservation.Nature.RESERVATION,
        article="29(4)",
        text="It reserves the right to refuse the request for preservation.",
        **given,
    )


def person(username: str, authority: Authority, role: Role) -> User:
    user = User.objects.create_user(
        username, PASSWORD, name=username.replace("_", " ").title(), email=f"{username}@portal.example"
    )
    membership_grant(actor=None, user=user, authority=authority, role=role)
    return user


def desk(authority: Authority, order: int, name: str, email: str) -> ContactPoint:
    return ContactPoint.objects.create(
        authority=authority, order=order, name=name, email=email, round_the_clock=True, telephone="+40 21 555 0100"
    )


def _authority(
    code: str, country: str, zone: str, name: str, kind: AuthorityKind, channel: Channel = Channel.PORTAL
) -> Authority:
    jurisdiction, _created = Jurisdiction.objects.get_or_create(code=country, defaults={"time_zone": zone})
    return Authority.objects.create(
        code=code,
        jurisdiction=jurisdiction,
        kind=kind,
        name=name,
        address="1 Justice Street",
        telephone="+995 32 555 01 00",
        email=f"{code.lower()}@portal.example",
        time_zone=zone,
        member=channel == Channel.PORTAL,
        channel=channel,
        standing=Standing.CONFIRMED,
        checked_on=timezone.localdate(),
    )


def registered(world: World, **more: Any) -> Request:
    """One that came to Romania by e-mail from the outsider, its sender not verified."""
    given: dict[str, Any] = {
        "requested_authority": world.asked,
        "requesting_authority": world.outsider,
        "kind": "preservation",
        "received_at": timezone.now(),
        "channel": "email",
        "content": {**CONTENT, "facts": "Pass codes were taken from customers of a bank."},
        "offences": CASE["offences"],
        "identifiers": [IP],
        "sender_reference": "US-4711",
    }
    return request_register(actor=world.contact, **{**given, **more})
