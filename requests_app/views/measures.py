"""The measures of the requested authority: both sides read them, that authority keeps the record."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid
from requests_app.access import get_request, sides_of
from requests_app.forms.measure import MeasureForm, initial_of
from requests_app.models import Measure, MeasureKind, Request
from requests_app.selectors.answers import kind_of
from requests_app.selectors.contract import not_here
from requests_app.selectors.papers import legal_basis_before, order_is_made, orders
from requests_app.selectors.preservations import executes, may_execute
from requests_app.services.measures import measure_change, measure_record, require_executing
from requests_app.services.orders import order_make
from requests_app.states import AT_WORK, Side, Status
from requests_app.views.requests_common import reader_of, shown_side, title_of


@require_safe
def request_measures(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    context = _about(user, row) | {"measures": _measures(row)}
    if context["may"]:
        context["orderable"] = [one.pk for one in context["measures"] if orders(one) and not order_is_made(one)]
    return render(http_request, "requests/measures/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_new(http_request: HttpRequest, pk: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    require_executing(user, row)
    if not _recordable(row):
        raise Conflict(_("Measures are recorded from the acknowledgement on, until the request is over."))
    first = MeasureKind.PRESERVATION_ORDER if kind_of(row).preserves else MeasureKind.PRODUCTION_ORDER
    named = (row.content.get("custodian") or {}).get("name", "")
    form = MeasureForm(
        http_request.POST if http_request.method == "POST" else None,
        request=row,
        initial={
            "kind": first,
            "custodian": "" if row.measures.exists() else named,
            "legal_basis": legal_basis_before(row.requested_authority),
        },
    )
    if form.is_bound and form.is_valid():
        try:
            measure_record(actor=user, request=row, answers=form.answers())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("The measure is recorded. The other side sees it."))
            return redirect("request_measures", row.pk)
    return _form_page(http_request, user, row, form, None)


@require_http_methods(["GET", "HEAD", "POST"])
def measure_edit(http_request: HttpRequest, pk: UUID, measure: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = row.measures.filter(pk=measure).first()
    if found is None:
        raise not_here()
    require_executing(user, row)
    form = MeasureForm(
        http_request.POST if http_request.method == "POST" else None,
        request=row,
        measure=found,
        initial=initial_of(found),
    )
    if form.is_bound and form.is_valid():
        try:
            measure_change(actor=user, measure=found, answers=form.answers())
        except Invalid as refusal:
            form.add_refusal(refusal)
        else:
            messages.success(http_request, _("The record is changed. The other side sees it."))
            return redirect("request_measures", row.pk)
    return _form_page(http_request, user, row, form, found)


@require_POST
def measure_order(http_request: HttpRequest, pk: UUID, measure: UUID) -> HttpResponse:
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = row.measures.filter(pk=measure).first()
    if found is None:
        raise not_here()
    order_make(actor=user, measure=found)
    messages.success(http_request, _("The order is being made. You find it among the documents of the request."))
    return redirect("request_measures", row.pk)


def _form_page(
    http_request: HttpRequest, user: User, row: Request, form: MeasureForm, measure: Measure | None
) -> HttpResponse:
    context = _about(user, row) | {"form": form, "measure": measure}
    return render(http_request, "requests/measures/form.html", context, status=400 if form.errors else 200)


def _about(user: User, row: Request) -> dict[str, Any]:
    sides = sides_of(user, row)
    side = shown_side(sides)
    return {
        "row": row,
        "own": side is Side.REQUESTING,
        "matter": title_of(row, side),
        "executing": executes(sides, row),
        "may": may_execute(user, row),
        "recordable": _recordable(row),
        "preserves": kind_of(row).preserves,
    }


def _recordable(row: Request) -> bool:
    return row.status in (*AT_WORK, Status.COMPLETED)


def _measures(row: Request) -> list[Measure]:
    return list(row.measures.prefetch_related("preservations__changes__by", "preservations__held_for"))
