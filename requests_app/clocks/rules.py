"""The date of each kind of deadline but the preservation's own. Each function cites the paragraph it comes from.

No treaty gives a number of hours or days for any of them: "expeditiously" (29(3)), "promptly" (27(7)), "with formal
confirmation to follow" (25(3)). The numbers are the policy of the house, or of the authority.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from contacts.working_days import WorkCalendar
from requests_app.clocks.lengths import Allowed, Days, Hours, hours_end, last_day
from requests_app.clocks.reckoned import Reckoned, Step, step
from requests_app.clocks.service_hours import ServiceHours


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What a policy allows, whose it is ("" for the house's), and by which clock it is counted."""

    allowed: Allowed
    calendar: WorkCalendar
    owner: str = ""
    service: ServiceHours | None = None
    hours_text: str = ""


def acknowledgement(sent_at: datetime, terms: Terms, *, article: str) -> Reckoned:
    """Articles 29(3), 31(3) and their like: receipt is confirmed "expeditiously"; Recommendation 9 of the T-CY."""
    return allowed(sent_at, terms, rule=article, begun=step("sent", at=sent_at))


def preservation_report(acknowledged_at: datetime, terms: Terms) -> Reckoned:
    """Article 29(3): appropriate measures are taken expeditiously; what was preserved, and until when, is told."""
    return allowed(acknowledged_at, terms, rule="29(3)", begun=step("acknowledged", at=acknowledged_at))


def clarification_reply(asked_at: datetime, terms: Terms) -> Reckoned:
    """Articles 27(6) and 29(6): the two sides consult; a question that lies stops the request."""
    return allowed(asked_at, terms, rule="27(6)", begun=step("asked", at=asked_at))


def conditions_answer(offered_at: datetime, terms: Terms) -> Reckoned:
    """Article 28(3): who cannot comply with the conditions says so promptly; the other side then decides."""
    return allowed(offered_at, terms, rule="28(3)", begun=step("conditions", at=offered_at))


def status_enquiry(received_at: datetime, terms: Terms) -> Reckoned:
    """Article 27(7): the requested Party promptly informs of the outcome, or of what delays it; else one asks."""
    return allowed(received_at, terms, rule="27(7)", begun=step("received", at=received_at))


def formal_confirmation(sent_at: datetime, terms: Terms, *, required_days: int | None, country: str) -> Reckoned:
    """Article 25(3): a request by expedited means is confirmed formally where the requested Party requires it.

    Its own number of days, where the directory knows one, stands in the place of the policy's.
    """
    begun = step("sent", at=sent_at)
    if required_days is None:
        return allowed(sent_at, terms, rule="25(3)", begun=begun)
    required = Terms(allowed=Days(required_days), calendar=terms.calendar)
    wanted = step("country_requires", country=country, days=required_days)
    return _in_days(sent_at, Days(required_days), required, rule="25(3)", steps=(begun, wanted))


def written_confirmation(said_at: datetime, terms: Terms) -> Reckoned:
    """Article 25(3): what was asked by expedited means is confirmed; Article 9 of CETS 224 names the oral request."""
    return allowed(said_at, terms, rule="25(3)", begun=step("asked_orally", at=said_at))


def emergency_review(sent_at: datetime, terms: Terms) -> Reckoned:
    """Article 3(2)(c) of CETS 224 says what an emergency is; that it was one is looked at afterwards."""
    return allowed(sent_at, terms, rule="3(2)(c) CETS 224", begun=step("sent", at=sent_at))


def postponed_review(postponed_at: datetime, until: date, calendar: WorkCalendar) -> Reckoned:
    """Article 27(5): action is postponed until a day on which it is looked at again. That day itself is the limit."""
    steps = (
        step("postponed", at=postponed_at, day=until),
        step("end_of_day", day=until, zone=calendar.zone),
    )
    due_at = max(calendar.end_of(until), postponed_at + timedelta(minutes=1))
    return Reckoned(rule="27(5)", starts_at=postponed_at, due_at=due_at, zone=calendar.zone, steps=steps)


def domestic_task(made_at: datetime, until: date, calendar: WorkCalendar) -> Reckoned:
    """Article 30(1): a path that leads back home is followed there, by one's own law (Articles 16 and 17). No treaty
    gives a time: the day that was given with the task is the limit.
    """
    steps = (
        step("task_made", at=made_at, day=until),
        step("end_of_day", day=until, zone=calendar.zone),
    )
    due_at = max(calendar.end_of(until), made_at + timedelta(minutes=1))
    return Reckoned(rule="30(1)", starts_at=made_at, due_at=due_at, zone=calendar.zone, steps=steps)


def allowed(start: datetime, terms: Terms, *, rule: str, begun: Step) -> Reckoned:
    """The policy's time from an instant on."""
    policy = terms.allowed
    if isinstance(policy, Days):
        code = "policy_working_days" if policy.working else "policy_days"
        steps = (begun, step(code, number=policy.number, owner=terms.owner, country=terms.calendar.country))
        return _in_days(start, policy, terms, rule=rule, steps=steps)
    return _in_hours(start, policy, terms, rule=rule, begun=begun)


def _in_hours(start: datetime, policy: Hours, terms: Terms, *, rule: str, begun: Step) -> Reckoned:
    minutes = int(policy.length.total_seconds() // 60)
    steps = [begun, step("policy_hours", minutes=minutes, owner=terms.owner)]
    if policy.in_service and terms.service is not None:
        steps.append(step("service_hours", hours=terms.hours_text, zone=terms.calendar.zone))
    elif policy.in_service:
        steps.append(step("day_and_night"))
    due_at = hours_end(start, policy, terms.calendar, terms.service)
    return Reckoned(rule=rule, starts_at=start, due_at=due_at, zone=terms.calendar.zone, steps=tuple(steps))


def _in_days(start: datetime, policy: Days, terms: Terms, *, rule: str, steps: tuple[Step, ...]) -> Reckoned:
    """What ends on a day off ends on the next working day: nobody is there to take it."""
    calendar = terms.calendar
    last = last_day(start, policy, calendar)
    working = calendar.working_on_or_after(last)
    moved = (step("next_working_day", day=last, moved=working, country=calendar.country),) if working != last else ()
    unknown = () if calendar.known else (step("holidays_unknown", country=calendar.country),)
    return Reckoned(
        rule=rule,
        starts_at=start,
        due_at=calendar.end_of(working),
        zone=calendar.zone,
        steps=(*steps, *unknown, *moved, step("end_of_day", day=working, zone=calendar.zone)),
    )
