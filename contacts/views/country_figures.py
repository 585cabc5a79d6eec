"""The strip at the top of a country's sheet: what o'clock it is there, who answers, whether and how it can be asked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.calendars import Holiday
from contacts.facts import BUDAPEST, CountryFacts, PracticeFact, TreatyStatus
from contacts.models import Authority
from contacts.selectors.duty import DutyState, OnDuty
from contacts.treaty_states import TONES, TreatyState, treaty_state
from contacts.views.country_authorities import Listed
from mla_portal.ui.parts import Figure


def holiday_today(holidays: Sequence[Holiday] | None, today: date) -> Figure:
    """`holidays` begin on `today`, the day there; None when the calendar is not known."""
    label = _("Public holiday")
    if holidays is None:
        return Figure(label=label, value=_("Not known"), note=_("Its calendar is not known"), tone="wait")
    if not holidays:
        return Figure(label=label, value=_("None"), note=_("No public holidays are observed"))
    first = holidays[0]
    if first.day == today:
        return Figure(label=label, value=_("Today"), note=first.name, tone="wait")
    note = _("Next: %(day)s, %(name)s") % {"day": date_format(first.day, "l j F"), "name": first.name}
    return Figure(label=label, value=_("Not today"), note=note)


def convention(facts: CountryFacts) -> Figure:
    status = facts.status(BUDAPEST)
    label = status.name if status else _("Convention on Cybercrime")
    if status is None:
        return Figure(label=label, value=_("Not a Party"), note=_("As far as the directory knows"), tone="bad")
    state = treaty_state(status, facts.on)
    value = {TreatyState.IN_FORCE: _("Party"), TreatyState.SIGNED: _("Signed only")}.get(state, _("Not a Party"))
    tone = TONES[state] if state is TreatyState.IN_FORCE and status.provenance.verified else "wait"
    return Figure(
        label=label, value=value, note=_with_mark(_since(status, state), status.provenance.verified), tone=tone
    )


def preserves(facts: CountryFacts) -> Figure:
    practice, label = facts.practice, _("Preserves at first")
    value = ngettext("%(days)d day", "%(days)d days", facts.initial_days) % {"days": facts.initial_days}
    if practice is None or practice.initial_days is None:
        return Figure(label=label, value=value, note=_("The minimum of Article 29(7); nothing else is known"))
    return Figure(label=label, value=value, note=_with_mark(_extended(practice), practice.provenance.verified))


def who_answers(lines: Sequence[Listed], asked_first: Authority | None) -> Figure:
    """At the first desk of the authority that is asked first."""
    duty = next((line.duty for line in lines if line.entry is asked_first), None)
    if duty is None:
        return Figure(label=_("On duty now"), value=_("Not known"), note=_("No desk is entered"), tone="wait")
    return on_duty_now(duty)


def on_duty_now(duty: OnDuty) -> Figure:
    label = _("On duty now")
    match duty.state:
        case DutyState.NAMED if duty.turn:
            return Figure(label=label, value=duty.stand_in or duty.turn.name, note=duty.desk.name, tone="good")
        case DutyState.NO_ROSTER if duty.desk.round_the_clock:
            return Figure(label=label, value=_("Day and night"), note=_("%s, without a roster here") % duty.desk.name)
        case DutyState.NO_ROSTER:
            return Figure(label=label, value=_("No roster"), note=duty.desk.name, tone="wait")
        case _:
            return Figure(label=label, value=_("Nobody"), note=duty.desk.name, tone="bad")


def _since(status: TreatyStatus, state: TreatyState) -> str:
    day = status.in_force_until if state is TreatyState.ENDED else status.in_force_from
    if state is TreatyState.SIGNED:
        day = status.signed_on
    if day is None:
        return str(state.label)
    text = {TreatyState.TO_COME: _("Becomes one on %(day)s"), TreatyState.ENDED: _("No longer since %(day)s")}
    return text.get(state, _("Since %(day)s")) % {"day": date_format(day, "j F Y")}


def _extended(practice: PracticeFact) -> str:
    if not practice.extension_days:
        return ""
    return _("Extended by %(days)d") % {"days": practice.extension_days}


def _with_mark(text: str, verified: bool) -> str:
    return text if verified else capfirst(" · ".join(part for part in (text, _("not verified")) if part))
