"""Home: the reader's own work first, by role and urgency."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from contacts.access import authorities_of, authorities_where
from contacts.roles import Permission
from requests_app.models import Request
from requests_app.selectors.deadlines import coming, count_late
from requests_app.selectors.domestic_tasks import tasks_to_do
from requests_app.selectors.hand_overs import hand_overs_waiting
from requests_app.selectors.home import LINES, Work, work_of
from requests_app.selectors.lost_reminders import count_undelivered, reminders_lost
from requests_app.selectors.messages import requests_unread
from requests_app.states import Status
from requests_app.views.home_people import absent_work
from requests_app.views.requests_common import reader_of
from requests_app.views.requests_filters import InboxFilter
from requests_app.views.results_shown import mark_results


@dataclass(frozen=True, kw_only=True)
class Panel:
    """A block of the page. `received`: these came in, so nothing of a case is known; `acknowledge`: with the button."""

    name: str
    title: str | Promise
    rows: list[Request]
    all_href: str
    more: bool
    received: bool = False


def home(http_request: HttpRequest) -> HttpResponse:
    user, now = reader_of(http_request), timezone.now()
    work = work_of(user, now=now)
    mark_results(work.results.rows)
    soon = coming(user, now=now)
    shown = {one.subject for one in soon}
    context = {
        "panels": [panel for panel in panels_of(work) if panel.rows],
        "unread": requests_unread(user),
        "absent": absent_work(user, now=now),
        "handed": list(hand_overs_waiting(user)[:LINES]),
        "tasks": [one for one in tasks_to_do(user) if one.pk not in shown],
        "overdue": count_late(user, now=now),
        "lost": reminders_lost(user),
        "undelivered": count_undelivered(user, now=now),
        "coming": soon,
        "now": now,
        "may_draft": authorities_where(user, Permission.DRAFT).exists(),
        "may": set(authorities_where(user, Permission.ACKNOWLEDGE).values_list("pk", flat=True)),
        "has_authority": authorities_of(user).exists(),
    }
    return render(http_request, "home.html", context)


def panels_of(work: Work) -> list[Panel]:
    inbox, requests = reverse("inbox"), reverse("requests")
    blocks = (
        ("doubted", _("The other side doubts that it is genuine: call back"), work.doubted, requests),
        ("acknowledge", _("To acknowledge now"), work.to_acknowledge, f"{inbox}?state={InboxFilter.OPEN}"),
        ("in_hand", _("In your hands: to execute"), work.in_hand, f"{inbox}?state={InboxFilter.DONE}"),
        ("not_arrived", _("Could not be delivered: call, or send it another way"), work.not_arrived, requests),
        ("overdue", _("Not acknowledged in time by the other side"), work.overdue, f"{requests}?overdue=on"),
        ("approve", _("Waiting for your approval"), work.to_approve, f"{requests}?status={Status.IN_REVIEW}"),
        ("results", _("Results that wait for you"), work.results, f"{requests}?results=on"),
        ("review", _("Sent as an emergency: to be reviewed"), work.to_review, reverse("emergencies")),
        ("answered", _("Answered: read it, then close"), work.answered, f"{requests}?status={Status.COMPLETED}"),
        ("returned", _("Returned to you"), work.returned, f"{requests}?status={Status.DRAFT}"),
        ("send", _("Approved and ready to send"), work.to_send, f"{requests}?status={Status.APPROVED}"),
        ("drafts", _("Your drafts"), work.drafts, f"{requests}?status={Status.DRAFT}"),
        ("acknowledged", _("Acknowledged lately"), work.acknowledged, f"{requests}?status={Status.ACKNOWLEDGED}"),
    )
    return [
        Panel(name=name, title=title, rows=block.rows, more=block.more, all_href=href, received=name == "acknowledge")
        for name, title, block, href in blocks
    ]
