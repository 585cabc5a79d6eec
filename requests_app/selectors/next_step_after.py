"""What happens next with a request that was acknowledged."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from requests_app.models import Decision, Request
from requests_app.selectors.decisions import decision_lines
from requests_app.states import Action, Outcome, Side, Status


@dataclass(frozen=True, kw_only=True)
class NextStep:
    """`tone` as of the banners of the pages; `text` is a whole sentence or two. `is_under_way`: the portal works on
    it, and the page changes by itself.
    """

    text: str
    tone: str = "info"
    is_under_way: bool = False


def after_acknowledgement(request: Request, side: Side, may: set[Action]) -> NextStep:
    """`may` are the actions that this person may do now."""
    names = {"requested": request.requested_authority.name, "requesting": request.requesting_authority.name}
    match Status(request.status):
        case Status.ACKNOWLEDGED:
            return NextStep(text=_acknowledged(side, may, outside=not request.requested_authority.member) % names)
        case Status.IN_EXECUTION if Action.COMPLETE in may:
            text = _("In execution. When you know what became of it, report the result.")
            return NextStep(text=text, tone="wait")
        case Status.IN_EXECUTION:
            return NextStep(text=_("%(requested)s is executing it. You are told of the result at once.") % names)
        case Status.POSTPONED:
            return NextStep(text=_told(request, _("Postponed.")), tone="wait")
        case Status.COMPLETED if Action.CLOSE in may:
            text = _("Read the answer, and close the request when nothing more is expected.")
            return NextStep(text=_told(request, text), tone=_tone(request))
        case _:
            return NextStep(text=_told(request, ""), tone=_tone(request))


def _acknowledged(side: Side, may: set[Action], *, outside: bool) -> str:
    if Action.START in may and not outside:
        return _("Acknowledged. Is it for you, complete, and nothing against it? Then start the execution.")
    if Action.START in may:
        return _("%(requested)s has acknowledged receipt. Record here what it answers.")
    if side is Side.REQUESTED:
        return _("Acknowledged. The document says what is asked.")
    return _("%(requested)s has acknowledged receipt.")


def _told(request: Request, then: str) -> str:
    """What was decided last, in its own words, then what is to be done."""
    last: Decision | None = request.decisions.select_related("authority").last()
    head = str(request.get_outcome_display()) if request.outcome else ""
    lines = [head, *(decision_lines(last) if last else []), then]
    return "\n".join(line for line in lines if line)


def _tone(request: Request) -> str:
    if request.outcome == Outcome.EXECUTED:
        return "good"
    return "wait" if request.outcome == Outcome.PARTLY else "bad"
