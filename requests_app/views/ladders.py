"""The ladders of one's authorities: a list, and a form with a preview of who would be told when for a request."""

from __future__ import annotations

from dataclasses import dataclass

from django.contrib import messages
from django.db.models import Case, When
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from contacts.models import Authority
from mla_portal.errors import Invalid, NotAllowed, NotFound
from requests_app.access import deadlines_visible_to, sides_of
from requests_app.forms.ladders import BaseSteps, LadderForm, StopForm, steps_of
from requests_app.models import Deadline, DeadlineKind, EscalationPolicy, EscalationStep, Urgency
from requests_app.selectors.ladder_preview import Telling, tellings
from requests_app.selectors.ladder_stops import why_never
from requests_app.selectors.lists import supervised
from requests_app.services.ladder_stops import ladder_go_on, ladder_stop
from requests_app.services.ladders import ladder_check, ladder_save
from requests_app.views.requests_common import reader_of, shown_side


@dataclass(frozen=True, kw_only=True)
class Line:
    """`own`: the authority has one of its own; else that of everybody holds."""

    authority: Authority
    kind: DeadlineKind
    policies: list[tuple[Urgency, bool, bool]]


@require_safe
def ladders(http_request: HttpRequest) -> HttpResponse:
    authorities = _supervised(http_request)
    own = {
        (one.authority_id, one.deadline_kind, one.urgency): one
        for one in EscalationPolicy.objects.filter(authority__in=authorities)
    }
    now = timezone.now()
    lines = [
        Line(
            authority=authority,
            kind=kind,
            policies=[
                (urgency, found is not None, found is not None and found.stopped_for(authority.pk, now))
                for urgency in Urgency
                for found in [own.get((authority.pk, kind.value, urgency.value))]
            ],
        )
        for authority in authorities
        for kind in DeadlineKind
    ]
    return render(http_request, "ladders/list.html", {"lines": lines, "several": len(authorities) > 1})


@require_http_methods(["GET", "HEAD", "POST"])
def ladder(http_request: HttpRequest, code: str, kind: str, urgency: str) -> HttpResponse:
    """The form posts to save, or with `preview` to show what it would do."""
    authority = _named(http_request, code, kind, urgency)
    policy = _policy(authority, kind, urgency)
    if http_request.method != "POST":
        return _page(http_request, authority, policy, LadderForm.of(policy), steps_of(policy), list(policy.steps.all()))
    form, steps = LadderForm.of(policy, http_request.POST), steps_of(policy, http_request.POST)
    if not all([form.is_valid(), steps.is_valid()]):
        return _page(http_request, authority, policy, form, steps, [], status=400)
    answers = form.answers(steps.steps())
    try:
        if "preview" in http_request.POST:
            ladder_check(answers)
            shown = EscalationPolicy(**answers.times(), repeat_percent=policy.repeat_percent)
            shown.authority, shown.stopped_until = policy.authority, policy.stopped_until
            return _page(http_request, authority, shown, form, steps, list(answers.steps), kind=kind, urgency=urgency)
        ladder_save(actor=reader_of(http_request), authority=authority, kind=kind, urgency=urgency, answers=answers)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, authority, policy, form, steps, [], status=400)
    messages.success(http_request, _("The ladder is saved. It counts from the next reminder on."))
    return redirect("ladder", code, kind, urgency)


@require_POST
def ladder_stop_press(http_request: HttpRequest, code: str, kind: str, urgency: str) -> HttpResponse:
    authority = _named(http_request, code, kind, urgency)
    form = StopForm(http_request.POST, auto_id="id_stop_%s")
    if form.is_valid():
        given = {"kind": kind, "urgency": urgency, **form.cleaned_data}
        try:
            ladder_stop(actor=reader_of(http_request), authority=authority, **given)
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("The ladder is stopped. It goes on by itself when the day is over."))
            return redirect("ladder", code, kind, urgency)
    policy = _policy(authority, kind, urgency)
    times, steps = LadderForm.of(policy), steps_of(policy)
    return _page(http_request, authority, policy, times, steps, list(policy.steps.all()), stop=form, status=400)


@require_POST
def ladder_go_on_press(http_request: HttpRequest, code: str, kind: str, urgency: str) -> HttpResponse:
    authority = _named(http_request, code, kind, urgency)
    ladder_go_on(actor=reader_of(http_request), authority=authority, kind=kind, urgency=urgency)
    messages.success(http_request, _("The ladder goes on. What came due meanwhile is told now, once."))
    return redirect("ladder", code, kind, urgency)


def _named(http_request: HttpRequest, code: str, kind: str, urgency: str) -> Authority:
    authority = next((one for one in _supervised(http_request) if one.code == code), None)
    if authority is None or kind not in DeadlineKind.values or urgency not in Urgency.values:
        raise NotFound(_("There is nothing here, or it is not yours to see."))
    return authority


def _page(
    http_request: HttpRequest,
    authority: Authority,
    policy: EscalationPolicy,
    form: LadderForm,
    steps: BaseSteps,
    rows: list[EscalationStep],
    *,
    kind: str = "",
    urgency: str = "",
    status: int = 200,
    stop: StopForm | None = None,
) -> HttpResponse:
    kind, urgency = kind or policy.deadline_kind, urgency or policy.urgency
    reference = (http_request.POST.get("reference") or http_request.GET.get("reference") or "").strip()[:32]
    example = _example(http_request, authority, kind, reference)
    told: list[Telling] = []
    if example is not None and rows:
        side = shown_side(sides_of(reader_of(http_request), example.request))
        told = tellings(example, policy, rows, side=side, now=timezone.now())
    stopped = _policy(authority, kind, urgency)
    context = {
        "authority": authority,
        "never": why_never(kind, urgency),
        "stopped": stopped if stopped.stopped_for(authority.pk, timezone.now()) else None,
        "stop": stop or StopForm(auto_id="id_stop_%s"),
        "kind": DeadlineKind(kind),
        "urgency": Urgency(urgency),
        "own": policy.authority_id is not None,
        "form": form,
        "steps": steps,
        "forms": [form, *steps.forms, *([stop] if stop else [])],
        "example": example,
        "reference": reference,
        "tellings": told,
    }
    return render(http_request, "ladders/ladder.html", context, status=status)


def _example(http_request: HttpRequest, authority: Authority, kind: str, reference: str) -> Deadline | None:
    """The deadline of the request that was named; else the newest of this kind, one that the authority asked
    before one that it was asked."""
    found = deadlines_visible_to(reader_of(http_request)).filter(kind=kind)
    found = found.filter(request__reference__iexact=reference) if reference else found
    related = ("request__case", "request__requesting_authority", "request__requested_authority")
    asked = Case(When(request__requesting_authority=authority, then=0), default=1)
    return found.select_related(*related).order_by(asked, "-starts_at").first()


def _policy(authority: Authority, kind: str, urgency: str) -> EscalationPolicy:
    """The authority's own, else the one that holds for everybody. Raises NotFound when there is none."""
    of_kind = EscalationPolicy.objects.filter(deadline_kind=kind, urgency=urgency).select_related("stopped_by")
    found = of_kind.filter(authority=authority).first() or of_kind.filter(authority=None).first()
    if found is None:
        raise NotFound(_("No escalation policy says how long this may take. Ask your administrator for the default."))
    return found


def _supervised(http_request: HttpRequest) -> list[Authority]:
    found = list(supervised(reader_of(http_request)).order_by("code"))
    if not found:
        raise NotAllowed(_("Only those who supervise an authority change its ladders."))
    return found
