"""What a person reads after a move: what happened, and what happens next."""

from __future__ import annotations

from django.utils.translation import gettext as _

from mla_portal.ui.times import written, zone_label, zone_of
from requests_app.models import Request
from requests_app.selectors.timeline import running_clock
from requests_app.states import Action


def said(request: Request, action: Action) -> str:
    names = {
        "reference": request.reference,
        "requested": request.requested_authority.name,
        "requesting": request.requesting_authority.name,
        "author": str(request.author),
    }
    match action:
        case Action.SUBMIT:
            text = _("%(reference)s is submitted. Those who may approve it are told by e-mail.")
        case Action.RETURN:
            text = _("%(reference)s is returned to %(author)s, who is told by e-mail.")
        case Action.APPROVE:
            text = _("%(reference)s is approved and its document is frozen. It can be sent now.")
        case Action.SEND:
            return _sent(request, names)
        case Action.SEND_AT_ONCE:
            return f"{_sent(request, names)} " + _("Your supervisors are told; one of them reviews it.")
        case Action.ACKNOWLEDGE if request.requested_authority.member:
            text = _("Receipt of %(reference)s is acknowledged. %(requesting)s sees it at once.")
        case Action.ACKNOWLEDGE:
            text = _("The acknowledgement of %(requested)s is recorded. Reminders have stopped.")
        case Action.CLOSE:
            text = _("%(reference)s is closed. It stays in the lists and can be read at any time.")
        case Action.START | Action.REFUSE | Action.REDIRECT | Action.POSTPONE | Action.RESUME | Action.COMPLETE:
            text = answered(request, action)
        case Action.WITHDRAW if request.requested_authority.member:
            text = _("%(reference)s is withdrawn. %(requested)s is told by e-mail and reads your reason.")
        case Action.WITHDRAW:
            text = _("%(reference)s is withdrawn. Tell %(requested)s by the channel you used: the portal does not.")
    return text % names


def being_made(request: Request) -> str:
    return _(
        "Your approval of %(reference)s is recorded. Its document is long: it is being made, and approved once it is"
        " frozen. You need not wait for it here."
    ) % {"reference": request.reference}


def _sent(request: Request, names: dict[str, str]) -> str:
    clock = running_clock(request)
    if request.requested_authority.member:
        text = _("%(reference)s is sent to %(requested)s; its desks are being told by e-mail.") % names
    else:
        text = _("%(reference)s is recorded as sent to %(requested)s. Record here when receipt is confirmed.") % names
    if clock is None:
        return text
    zone = zone_of(None)
    due = f"{written(clock.due_at, zone)} {zone_label(zone, clock.due_at)}"
    return f"{text} " + _("The acknowledgement is due by %(due)s.") % {"due": due}


def answered(request: Request, action: Action) -> str:
    if not request.requested_authority.member:
        return _("Recorded for %(reference)s, as %(requested)s told it.")
    if request.is_registered:
        return _("Recorded for %(reference)s. Tell %(requesting)s by the channel it used: the portal does not.")
    return {
        Action.START: _("Execution of %(reference)s has begun. %(requesting)s sees it."),
        Action.REFUSE: _("%(reference)s is refused. %(requesting)s is told by e-mail and reads your reasons here."),
        Action.REDIRECT: _("%(reference)s is passed on. %(requesting)s is told by e-mail and reads your note here."),
        Action.POSTPONE: _("%(reference)s is postponed. %(requesting)s is told by e-mail and reads why here."),
        Action.RESUME: _("Execution of %(reference)s is taken up again. %(requesting)s is told by e-mail."),
        Action.COMPLETE: _("The result of %(reference)s is reported. %(requesting)s is told by e-mail."),
    }[action]
