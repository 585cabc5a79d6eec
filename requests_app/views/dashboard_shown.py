"""The dashboard's numbers as figures and bars, each figure leading to the list behind it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from mla_portal.ui.parts import Bar, Figure
from mla_portal.ui.times import span
from requests_app.clocks.kinds import DeadlineKind
from requests_app.selectors.dashboard import Speed, Standing
from requests_app.selectors.pressure import Pressure
from requests_app.states import Side, Status
from requests_app.views.requests_filters import DeadlineFilter, InboxFilter

HOUR = 3600


def figures_of(found: Standing, side: Side) -> list[Figure]:
    return _of_received(found) if side is Side.REQUESTED else _of_own(found)


def _of_own(found: Standing) -> list[Figure]:
    return [
        _figure(_("Waiting for approval"), found.in_review, _requests(status=Status.IN_REVIEW), tone="wait"),
        _figure(_("Overdue at the other side"), found.overdue, _requests(overdue="on"), tone="bad"),
        _figure(_("Due in the next 24 hours"), found.due_next, _deadlines(Side.REQUESTING)),
        _figure(_("Sent, not acknowledged"), found.waiting, _requests(status=Status.SENT)),
        _figure(_("Approved, not sent"), found.approved, _requests(status=Status.APPROVED)),
        _figure(_("Drafts"), found.drafts, _requests(status=Status.DRAFT)),
        _figure(_("Cases"), found.cases, reverse("cases")),
    ]


def _of_received(found: Standing) -> list[Figure]:
    return [
        _figure(_("To acknowledge"), found.received_waiting, _inbox(InboxFilter.OPEN)),
        _figure(_("Overdue with us"), found.received_overdue, _inbox(InboxFilter.OVERDUE), tone="bad"),
        _figure(_("Due in the next 24 hours"), found.received_due_next, _deadlines(Side.REQUESTED), tone="wait"),
    ]


def pressure_of(found: Pressure) -> dict[str, Any]:
    """With the kinds of deadline in words, and each desk with what it owes."""
    return {
        "lapsing": found.lapsing,
        "silenced": found.silenced,
        "undelivered": found.undelivered,
        "kinds": [{**row, "label": DeadlineKind(row["kind"]).label} for row in found.kinds],
        "desks": [{**row, "asking": row["side"] == Side.REQUESTING} for row in found.desks],
    }


def speed_figures(found: Speed) -> list[Figure]:
    share = found.share_in_time
    return [
        Figure(label=_("Median"), value=_length(found.median), note=_("half were acknowledged faster")),
        Figure(label=_("90th percentile"), value=_length(found.ninetieth), note=_("nine of ten were faster")),
        Figure(
            label=_("In time"),
            value="–" if share is None else _("%(share)d %%") % {"share": share},
            note=_("%(in_time)d of %(decided)d") % {"in_time": found.in_time, "decided": found.in_time + found.late},
        ),
        Figure(
            label=_("Acknowledged"),
            value=found.acknowledged,
            note=ngettext("of %(n)d sent", "of %(n)d sent", found.sent) % {"n": found.sent},
        ),
    ]


def bars_of(rows: Iterable[dict[str, Any]], side: Side) -> list[Bar]:
    """Hours to one decimal; an authority leads to its requests."""
    bars = []
    for row in rows:
        href = _requests(counterpart=row["code"]) if "code" in row and side is Side.REQUESTING else ""
        bars.append(
            Bar(
                label=row["name"] if "name" in row else date_format(timezone.localtime(row["month"]), "M Y"),
                value=round(row["median"].total_seconds() / HOUR, 1),
                note=ngettext("(%(n)d request)", "(%(n)d requests)", row["number"]) % {"n": row["number"]},
                href=href,
            )
        )
    return bars


def people_of(rows: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    return [{"name": row["name"], "number": row["number"], "took": _length(row["median"])} for row in rows]


def _figure(label: str, value: int, href: str, tone: str = "") -> Figure:
    """The tone is a call to look; there is none where nothing waits."""
    return Figure(label=label, value=value, href=href, tone=tone if value else "")


def _requests(**parameters: str) -> str:
    return reverse("requests", query={**parameters, "supervised": "on"})


def _inbox(state: str) -> str:
    return reverse("inbox", query={"state": state, "supervised": "on"})


def _deadlines(side: Side) -> str:
    return reverse("deadlines", query={"state": DeadlineFilter.NEXT, "owed": side, "supervised": "on"})


def _length(length: timedelta | None) -> str:
    return "–" if length is None else span(int(length.total_seconds()))
