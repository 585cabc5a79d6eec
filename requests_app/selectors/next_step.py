"""What happens next with a request, and by whom: the words beside the buttons, and why a button is not there."""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contacts.access import holders
from contacts.models import Authority
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import CaseUserObjectPermission, Deadline, Request
from requests_app.selectors.approvals import approval_wish_of
from requests_app.selectors.next_step_after import NextStep, after_acknowledgement
from requests_app.selectors.recipients import desks_today
from requests_app.states import Action, Move, Side, Status

NAMES_SHOWN = 3


def next_step(
    user: User, request: Request, side: Side, *, moves: list[Move], clock: Deadline | None, now: datetime
) -> NextStep:
    """`moves` are those this person may make now (`allowed_moves`)."""
    may = {move.action for move in moves}
    match Status(request.status):
        case Status.IN_REVIEW:
            return _review(user, request, may)
        case Status.APPROVED:
            return _sending(request, may)
        case Status.SENT if side is Side.REQUESTED:
            return _acknowledging(request, may)
        case Status.SENT:
            return _waiting(request, clock, now)
        case Status.ACKNOWLEDGED | Status.IN_EXECUTION | Status.POSTPONED | Status.COMPLETED | Status.CLOSED:
            return after_acknowledgement(request, side, may)
        case Status.WITHDRAWN:
            return NextStep(text=_("Withdrawn: %(reason)s") % {"reason": request.reason}, tone="wait")
        case _:
            return NextStep(text=_("This request is a draft."))


def _review(user: User, request: Request, may: set[Action]) -> NextStep:
    wish = approval_wish_of(request)
    if wish is None:
        return _to_approve(user, request, may)
    names = {"name": str(wish.by), "count": request.identifiers.count(), "refusal": wish.refusal}
    if wish.ended_at is None:
        made = _("%(name)s has approved it, and the document is being made (identifiers: %(count)d).") % names
        return NextStep(text=f"{made} {wish.get_making_display()} {_pages(wish.pages)}".strip(), is_under_way=True)
    refused = _("%(name)s approved it, and the document was not made: %(refusal)s") % names
    return NextStep(text=f"{refused}\n{_to_approve(user, request, may).text}", tone="bad")


def _to_approve(user: User, request: Request, may: set[Action]) -> NextStep:
    if Action.APPROVE in may:
        return NextStep(text=_("It waits for your approval: read it, then approve it or return it."), tone="wait")
    names = people_who_may(request, Permission.APPROVE, request.requesting_authority)
    if not names and request.own_case.sealed:
        return NextStep(
            text=_("Nobody named on this sealed case may approve it. Name a supervisor on the page of the case."),
            tone="bad",
        )
    if not names:
        return NextStep(
            text=_(
                "Nobody else at your authority may approve this. Ask your administrator to make a colleague supervisor."
            ),
            tone="bad",
        )
    if user.pk in {request.author_id, request.submitted_by_id}:
        return NextStep(
            text=_("Another person than the author has to approve this. These may: %(names)s.") % {"names": names}
        )
    return NextStep(text=_("Waiting for approval. These may approve it: %(names)s.") % {"names": names})


def _sending(request: Request, may: set[Action]) -> NextStep:
    if Action.SEND in may:
        return NextStep(
            text=_("Approved and frozen. Send it to %(authority)s.") % {"authority": request.requested_authority.name},
            tone="wait",
        )
    names = people_who_may(request, Permission.SEND, request.requesting_authority)
    return NextStep(text=_("Approved, not yet sent. These may send it: %(names)s.") % {"names": names or _("nobody")})


def _acknowledging(request: Request, may: set[Action]) -> NextStep:
    if Action.ACKNOWLEDGE in may and request.is_registered:
        return NextStep(
            text=_("Acknowledge receipt here, and tell %(authority)s the way it came: the portal writes nothing to it.")
            % {"authority": request.requesting_authority.name},
            tone="wait",
        )
    if Action.ACKNOWLEDGE in may:
        return NextStep(
            text=_("Acknowledge receipt: one press, and %(authority)s knows that it arrived.")
            % {"authority": request.requesting_authority.name},
            tone="wait",
        )
    names = people_who_may(request, Permission.ACKNOWLEDGE, request.requested_authority)
    return NextStep(text=_("Not yet acknowledged. These may do it: %(names)s.") % {"names": names or _("nobody")})


def _waiting(request: Request, clock: Deadline | None, now: datetime) -> NextStep:
    authority = request.requested_authority
    late = clock is not None and clock.due_at < now
    if not authority.member:
        text = _("When %(authority)s confirms receipt, record it here.") % {"authority": authority.name}
    elif late:
        text = _("%(authority)s has not acknowledged in time. Reminders go on; a call is quicker.") % {
            "authority": authority.name
        }
    else:
        text = _("Waiting for %(authority)s to acknowledge. You are told at once; reminders go out by themselves.") % {
            "authority": authority.name
        }
    return NextStep(text=f"{text} {telephones_of(authority, now=now)}".strip(), tone="bad" if late else "info")


def people_who_may(request: Request, permission: Permission, authority: Authority) -> str:
    """The names of a few; for approving not the author's, and of a sealed case only of those named on it."""
    people = User.objects.filter(holders(permission, authority), is_active=True)
    if permission is Permission.APPROVE:
        people = people.exclude(pk__in=[request.author_id, request.submitted_by_id or request.author_id])
    if authority.pk == request.requesting_authority_id and request.case and request.case.sealed:
        named = CaseUserObjectPermission.objects.filter(content_object=request.case)
        people = people.filter(pk__in=named.values("user_id"))
    names = [str(one) for one in people.order_by("name")]
    shown, more = ", ".join(names[:NAMES_SHOWN]), len(names) - NAMES_SHOWN
    if more <= 0:
        return shown
    return ngettext("%(names)s and %(more)d other", "%(names)s and %(more)d others", more) % {
        "names": shown,
        "more": more,
    }


def telephones_of(authority: Authority, *, now: datetime) -> str:
    """The numbers of the desks of today, first desk first, as a sentence; empty when none is known."""
    desks = desks_today(authority, now=now)
    numbers = [(desk.name, desk.telephone or desk.cell_phone) for desk in desks]
    known = [f"{name} {number}" for name, number in numbers if number]
    return _("Telephone: %(numbers)s.") % {"numbers": ", ".join(known)} if known else ""


def _pages(number: int) -> str:
    return (
        ngettext("%(number)d page so far.", "%(number)d pages so far.", number) % {"number": number} if number else ""
    )
