"""The page of what not everybody may read of a delivery: marked, who is named, what was filtered."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotFound
from mla_portal.ui.forms import PortalForm
from requests_app.access import get_request, sides_of
from requests_app.forms.material import FilterForm, MarkForm, ReaderForm
from requests_app.models import Disclosure, MaterialMark, Request
from requests_app.selectors.disclosure_uses import require_key
from requests_app.selectors.disclosures import get_disclosure, may_answer, may_hand_over
from requests_app.selectors.material import get_mark, is_named, marks_of, nameable
from requests_app.services.disclosure_uses import require_part
from requests_app.services.material import material_filter, material_mark, material_reader_name
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, shown_side, title_of

Forms = dict[str, PortalForm]


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_material(http_request: HttpRequest, pk: UUID, disclosure: UUID) -> HttpResponse:
    """POST says with `act` what is done: mark, name, filter; the last two of a `mark`."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = get_disclosure(user, row, disclosure)
    if http_request.method != "POST":
        return _page(http_request, user, row, found)
    require_part(user, row)
    act = http_request.POST.get("act", "")
    mark = None if act == "mark" else get_mark(found, require_key(http_request.POST.get("mark", "")))
    form = _form(act, user, row, found, mark, http_request.POST)
    try:
        if not form.is_valid():
            return _page(http_request, user, row, found, wrong=(act, mark, form))
        _done(user, row, found, act, mark, form)
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _page(http_request, user, row, found, wrong=(act, mark, form))
    messages.success(http_request, _("It is on record, and both sides see it."))
    return redirect("disclosure_material", row.pk, found.pk)


def _done(user: User, row: Request, found: Disclosure, act: str, mark: MaterialMark | None, form: Any) -> None:
    about: dict[str, Any] = {"actor": user, "request": row, "disclosure": found, **form.answers()}
    if mark is None:
        material_mark(**about)
    elif act == "name":
        material_reader_name(**about, mark=mark)
    else:
        material_filter(**about, mark=mark)


def _form(
    act: str, user: User, row: Request, found: Disclosure, mark: MaterialMark | None, given: Any = None
) -> PortalForm:
    name = f"id_{act}_{mark.pk if mark else ''}_%s"
    if act == "mark":
        return MarkForm(given, parts=list(found.parts.all()), auto_id=name)
    if act == "name":
        return ReaderForm(given, people=nameable(user, row), auto_id=name)
    if act == "filter":
        later = list(row.disclosures.filter(number__gt=found.number).order_by("number"))
        return FilterForm(given, later=later, auto_id=name, initial={"filtered_by": user.name})
    raise NotFound(_("There is nothing here, or it is not yours to see."))


def _page(
    http_request: HttpRequest,
    user: User,
    row: Request,
    found: Disclosure,
    *,
    wrong: tuple[str, MaterialMark | None, PortalForm] | None = None,
) -> HttpResponse:
    sides = sides_of(user, row)
    names = bool(nameable(user, row))
    works = may_answer(user, row) or may_hand_over(user, row)

    def forms(mark: MaterialMark | None, *acts: str) -> Forms:
        made = {act: _form(act, user, row, found, mark) for act in acts}
        if wrong and wrong[0] in made and wrong[1] == mark:
            made[wrong[0]] = wrong[2]
        return made

    lines = []
    for one in marks_of(row):
        if one.disclosure_id != found.pk:
            continue
        acts = [*(["name"] if names and one.holds else [])]
        acts += ["filter"] if works and is_named(user, one) and one.filtered_at is None else []
        lines.append({"mark": one, "forms": forms(one, *acts)})
    context = {
        "row": row,
        "one": found,
        "own": Side.REQUESTING in sides,
        "matter": title_of(row, shown_side(sides)),
        "here": _("Restricted material of delivery %(number)d") % {"number": found.number},
        "lines": lines,
        "marking": forms(None, "mark").get("mark") if works else None,
        "wrong": wrong[2] if wrong else None,
    }
    return render(http_request, "requests/results/material.html", context, status=400 if wrong else 200)
