"""Withdrawing a request that was sent: the other side is told, and every clock stops."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from requests_app.models import Request
from requests_app.selectors.answers import given_identifiers, kind_of
from requests_app.services import notices
from requests_app.services.deadlines import deadlines_close
from requests_app.services.inputs import required_text
from requests_app.services.life_clocks import clocks_at_end
from requests_app.services.moves import move_checked, move_make
from requests_app.services.owed_notices import withdrawal_owe
from requests_app.services.preservation_clock import CLOCKS
from requests_app.services.questions_end import questions_overtake
from requests_app.states import Action, Outcome, find_move


@transaction.atomic
def request_withdraw(*, actor: User, request: Request, reason: str) -> Request:
    """Withdraw, with a reason that the requested authority reads, in a document of its own."""
    _withdraw(actor, request, reason)
    withdrawal_owe(request, actor=actor, now=request.updated_at)
    return request


def _withdraw(actor: User, request: Request, reason: str) -> None:
    move = move_checked(actor=actor, request=request, action=Action.WITHDRAW)
    now = timezone.now()
    text = required_text(reason, "reason", _("Say why the request is withdrawn: the requested authority reads it."))
    changes = {"outcome": Outcome.WITHDRAWN, "reason": text}
    move_make(actor=actor, request=request, move=move, now=now, changes=changes)
    questions_overtake(request=request, now=now)
    clocks_at_end(request=request, reason="withdrawn", now=now)
    notices.cancel(request=request, now=now)
    notices.withdrawn(request=request, now=now)


def withdrawal_take_effect(*, actor: User, notice: Request) -> None:
    """A notice of withdrawal that goes out withdraws the request it follows, in the caller's transaction: all of it,
    unless the notice names only some of its identifiers. A request that is over already stays as it is.
    """
    if not kind_of(notice).withdraws or notice.follows_id is None:
        return
    earlier = Request.objects.select_related("requesting_authority", "requested_authority").get(pk=notice.follows_id)
    named = given_identifiers(notice)
    whole = not named or all(one in named for one in given_identifiers(earlier))
    if whole and find_move(earlier.status, Action.WITHDRAW):
        _withdraw(actor, earlier, notice.content["reason"])
    elif whole:
        # Answered already: what was preserved for it need not be watched any more.
        deadlines_close(request=earlier, kinds=CLOCKS, reason="withdrawn", now=timezone.now())
