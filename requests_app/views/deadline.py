"""The page of one deadline: how its date came about, who is told when, and what may be done with it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from mla_portal.errors import Invalid, NotFound
from mla_portal.ui.forms import PortalForm
from requests_app.access import get_deadline, sides_of
from requests_app.clocks.words import in_words
from requests_app.forms.deadlines import ExtendForm, SilenceForm
from requests_app.models import Deadline
from requests_app.selectors.deadline_acts import Act, acts_of
from requests_app.selectors.domestic_tasks import task_behind
from requests_app.selectors.ladder_preview import tellings
from requests_app.selectors.ladder_stops import held_until
from requests_app.services.deadline_acts import (
    act_allowed,
    deadline_move_to,
    deadline_settle,
    reminders_resume,
    reminders_stop,
)
from requests_app.views.requests_common import reader_of, shown_side

_FORMS: dict[Act, type[PortalForm]] = {Act.EXTEND: ExtendForm, Act.SILENCE: SilenceForm}


@dataclass(frozen=True, kw_only=True)
class Offer:
    act: Act
    form: PortalForm | None


@require_safe
def deadline(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    return _page(http_request, get_deadline(reader_of(http_request), pk))


@require_POST
def deadline_act(http_request: HttpRequest, pk: UUID, act: str) -> HttpResponse:
    row = get_deadline(reader_of(http_request), pk)
    if act not in Act.values:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    wanted = Act(act)
    act_allowed(reader_of(http_request), row, wanted, now=timezone.now())
    form = _FORMS[wanted](http_request.POST) if wanted in _FORMS else None
    if form is not None and not form.is_valid():
        return _page(http_request, row, wrong=form, status=400)
    try:
        _perform(http_request, row, wanted, form.cleaned_data if form else {})
    except Invalid as refusal:
        if form is None:
            raise
        form.add_refusal(refusal)
        return _page(http_request, row, wrong=form, status=400)
    messages.success(http_request, _done(wanted))
    return redirect("deadline", row.pk)


def _perform(http_request: HttpRequest, row: Deadline, act: Act, given: dict[str, object]) -> None:
    user = reader_of(http_request)
    match act:
        case Act.EXTEND:
            deadline_move_to(actor=user, deadline=row, day=given["due_at"], reason=given["reason"])  # type: ignore[arg-type]
        case Act.SILENCE:
            reminders_stop(actor=user, deadline=row, reason=str(given["reason"]))
        case Act.UNSILENCE:
            reminders_resume(actor=user, deadline=row)
        case Act.SETTLE:
            deadline_settle(actor=user, deadline=row)


def _page(
    http_request: HttpRequest, row: Deadline, *, wrong: PortalForm | None = None, status: int = 200
) -> HttpResponse:
    user, now = reader_of(http_request), timezone.now()
    side = shown_side(sides_of(user, row.request))
    offers = [Offer(act=act, form=_form(act, wrong)) for act in acts_of(user, row, now=now)]
    runs = row.closed_at is None and row.silenced_at is None and row.paused_at is None
    context = {
        "row": row,
        "steps": in_words(row.explanation),
        "offers": offers,
        "forms": [offer.form for offer in offers if offer.form],
        "tellings": tellings(row, row.policy, list(row.policy.steps.all()), side=side, now=now) if runs else [],
        "held": held_until(row, now) if row.closed_at is None else None,
        "task": task_behind(user, row),
        "late": row.closed_at is None and row.due_at < now,
    }
    return render(http_request, "deadline.html", context, status=status)


def _form(act: Act, wrong: PortalForm | None) -> PortalForm | None:
    kind = _FORMS.get(act)
    if kind is None:
        return None
    return wrong if isinstance(wrong, kind) else kind(prefix=None, auto_id=f"id_{act}_%s")


def _done(act: Act) -> str:
    return {
        Act.EXTEND: _("The deadline is moved."),
        Act.SETTLE: _("The deadline is closed."),
        Act.SILENCE: _("Nobody is reminded of it any more."),
        Act.UNSILENCE: _("Reminders go out again."),
    }[act]
