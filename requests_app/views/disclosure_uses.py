"""What was done with a delivery: the register, and what the two sides ask each other about it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid
from requests_app.access import get_case, get_request, sides_of
from requests_app.models import Case, Disclosure, Request
from requests_app.selectors.disclosure_uses import (
    cases_offered,
    get_question,
    may_reply,
    questions_of,
    register_text,
    require_key,
    uses_of,
)
from requests_app.selectors.disclosures import get_disclosure, may_answer, may_hand_over
from requests_app.services.disclosure_uses import consent_ask, question_answer, require_part, use_enquire, use_record
from requests_app.states import Side
from requests_app.views.requests_common import reader_of, shown_side, title_of

CONSENTS = {"yes": True, "no": False}


@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_uses(http_request: HttpRequest, pk: UUID, disclosure: UUID) -> HttpResponse:
    """POST says with `act` what is done: record a use, enquire, ask for consent, answer."""
    user = reader_of(http_request)
    row = get_request(user, pk)
    found = get_disclosure(user, row, disclosure)
    if http_request.method != "POST":
        return _page(http_request, user, row, found)
    require_part(user, row)
    try:
        _done(http_request, user, row, found)
    except Invalid as wrong:
        return _page(http_request, user, row, found, wrong=wrong)
    messages.success(http_request, _("It is on record."))
    return redirect("disclosure_uses", row.pk, found.pk)


def _done(http_request: HttpRequest, user: User, row: Request, found: Disclosure) -> None:
    given = http_request.POST
    about: dict[str, Any] = {"actor": user, "request": row, "disclosure": found}
    act, text = given.get("act", ""), given.get("text", "").strip()
    if act == "use":
        use_record(**about, purpose=text, case=_case(user, row, given.get("case", "")))
    elif act == "enquire":
        use_enquire(**about, text=text)
    elif act == "consent":
        consent_ask(**about, case=_case(user, row, given.get("case", "")) or row.own_case, text=text)
    elif act == "answer":
        question = get_question(found, require_key(given.get("question", "")))
        question_answer(**about, question=question, text=text, granted=CONSENTS.get(given.get("granted", "")))
    else:
        raise Invalid({"act": [_("Press one of the buttons.")]})


def _case(user: User, row: Request, raw: str) -> Case | None:
    return get_case(user, require_key(raw)) if raw and row.case_id else None


def _page(
    http_request: HttpRequest, user: User, row: Request, found: Disclosure, *, wrong: Invalid | None = None
) -> HttpResponse:
    sides = sides_of(user, row)
    own = Side.REQUESTING in sides
    answers = own and may_answer(user, row)
    context: dict[str, Any] = {
        "row": row,
        "one": found,
        "own": own,
        "matter": title_of(row, shown_side(sides)),
        "here": _("Use of delivery %(number)d") % {"number": found.number},
        "uses": list(uses_of(user, row, found)) if own else [],
        "questions": [{"one": each, "may": may_reply(user, row, each)} for each in questions_of(found)],
        "register": register_text(found, row) if answers else "",
        "uses_it": answers and found.is_open,
        "asks_consent": answers and found.binds and found.no_other_use,
        "enquires": may_hand_over(user, row) and found.binds,
        "cases": cases_offered(user, row) if answers else [],
        "wrong": wrong.message if wrong else "",
    }
    return render(http_request, "requests/results/uses.html", context, status=400 if wrong else 200)
