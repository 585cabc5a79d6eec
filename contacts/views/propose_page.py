"""The three steps of a proposal, on one address: type, look at what would change, propose."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from contacts.access import may_keep
from contacts.entries import EntryType, trimmed
from contacts.entry_forms import EntryForm, entry_form, initial_of
from contacts.entry_words import lines_of, telephones_doubtful
from contacts.selectors.changes import Owner, changes_waiting
from contacts.services.changes import CODE, change_propose, day_at
from contacts.services.entries import Draft
from contacts.views.duty_common import reader_of
from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, NotAllowed
from mla_portal.ui.parts import Crumb


@dataclass(frozen=True, kw_only=True)
class Proposal:
    """What is to be asked: `names` of the fields, `stands` the texts that stand there now.

    `fixed` goes along unasked; `demanded` must be filled in, and has words of its own.
    One that is not `dated` takes effect as soon as it is accepted.
    """

    entry_type: EntryType
    code: str
    owner: Owner
    heading: str
    caption: str
    back: str
    crumbs: list[Crumb]
    names: Sequence[str]
    stands: Mapping[str, str] = field(default_factory=dict)
    fixed: Mapping[str, str] = field(default_factory=dict)
    demanded: Mapping[str, str] = field(default_factory=dict)
    dated: bool = True


def keeper_required(user: User, owner: Owner) -> None:
    if not may_keep(user, owner):
        raise NotAllowed(_("Only a directory manager of the authority can propose changes here. Ask one of them."))


def code_typed(request: HttpRequest, new: str) -> str:
    """The code that the page gave to a new entry, so that a second press proposes the same one; `new` at first."""
    typed = request.POST.get("code", "")
    return typed if CODE.fullmatch(typed) else new


def proposal_page(request: HttpRequest, proposal: Proposal) -> HttpResponse:
    form = _form(request, proposal)
    step = request.POST.get("step", "check")
    if request.method != "POST" or step == "edit":
        return _typing(request, proposal, form)
    if not form.is_valid() or form.draft is None:
        return _typing(request, proposal, form, status=400)
    if step != "propose":
        return _checking(request, proposal, form, form.draft)
    try:
        change = change_propose(
            actor=reader_of(request),
            entry_type=proposal.entry_type,
            code=proposal.code,
            values=form.values,
            effective_on=form.effective_on,
            reason=form.reason,
        )
    except Invalid as refusal:
        form.add_refusal(refusal)
        return _typing(request, proposal, form, status=400)
    messages.success(request, _("Proposed. An administrator of the portal decides, and you are told."))
    return redirect("change", change.pk)


def _form(request: HttpRequest, proposal: Proposal) -> EntryForm:
    zone, today = proposal.owner.time_zone if proposal.dated else "", day_at(proposal.owner)
    made = entry_form(proposal.entry_type, proposal.names, zone=zone, demanded=proposal.demanded)
    return made(
        proposal.entry_type,
        proposal.code,
        data=request.POST if request.method == "POST" else None,
        initial={**initial_of(proposal.entry_type, proposal.stands), "effective_on": today},
        fixed=proposal.fixed,
        today=today,
        shown=_shown(request, proposal),
    )


def _shown(request: HttpRequest, proposal: Proposal) -> dict[str, str]:
    """What the fields said when the person opened the page, by the page itself: the entry may say something else now.

    Without what must be filled in here, which is proposed as it stands, and nothing for a new entry.
    """
    if proposal.fixed:
        return {}
    given: object = dict(proposal.stands)
    if request.method == "POST":
        try:
            given = json.loads(request.POST.get("shown", ""))
        except (ValueError, RecursionError):
            given = {}
    names = set(proposal.names) - set(proposal.demanded)
    known = given.items() if isinstance(given, dict) else ()
    return {name: trimmed(text) for name, text in known if name in names and isinstance(text, str)}


def _typing(request: HttpRequest, proposal: Proposal, form: EntryForm, *, status: int = 200) -> HttpResponse:
    context = {"proposal": proposal, "form": form, "waiting": changes_waiting(reader_of(request), proposal.owner)}
    return render(request, "contacts/changes/form.html", context, status=status)


def _checking(request: HttpRequest, proposal: Proposal, form: EntryForm, draft: Draft) -> HttpResponse:
    context = {
        "proposal": proposal,
        "form": form,
        "reason": form.reason,
        "day": form.effective_on,
        "lines": lines_of(proposal.entry_type, draft.before, draft.after),
        "doubtful": telephones_doubtful(proposal.entry_type, draft.after),
        "is_new": draft.is_new,
        "at_once": form.effective_on <= form.today,
    }
    return render(request, "contacts/changes/check.html", context)
