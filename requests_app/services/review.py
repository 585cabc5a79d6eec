"""Submitting, returning and approving a request: four eyes before anything leaves the house."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.models import Case, Request
from requests_app.selectors.answers import completeness_of
from requests_app.selectors.document_context import context_digest
from requests_app.services import notices
from requests_app.services.documents import document_issue
from requests_app.services.inputs import required_text
from requests_app.services.moves import move_checked, move_make
from requests_app.states import Action


@transaction.atomic
def request_submit(*, actor: User, request: Request) -> Request:
    """Hand a complete draft to those who approve. Raises Invalid naming each duty that is not met."""
    move = move_checked(actor=actor, request=request, action=Action.SUBMIT)
    now = timezone.now()
    locked = Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    request.content, request.urgency = locked.content, locked.urgency
    _refuse_incomplete(request, now, _("The request is not complete. Answer what is missing, then submit again."))
    move_make(actor=actor, request=request, move=move, now=now, changes={"submitted_by": actor, "reason": ""})
    notices.submitted(request=request, now=now)
    return request


@transaction.atomic
def request_return(*, actor: User, request: Request, reason: str) -> Request:
    """Send a request back to its author, with a reason; from review, or after approval as long as it is not sent."""
    move = move_checked(actor=actor, request=request, action=Action.RETURN)
    now = timezone.now()
    changes = {
        "reason": required_text(reason, "reason", _("Say what has to be changed before it can be approved.")),
        "approved_by": None,
        "submitted_by": None,
    }
    move_make(actor=actor, request=request, move=move, now=now, changes=changes)
    notices.cancel(request=request, now=now)
    notices.returned(request=request, by=actor, now=now)
    return request


@transaction.atomic
def request_approve(*, actor: User, request: Request, seen: str = "") -> Request:
    """Approve, and freeze the document as it now stands.

    `seen` is the `context_digest` of what the approver read: Conflict when it has changed since. Raises NotAllowed for
    the author and for whoever submitted it: approval is by another person. Raises Invalid when a duty is not met any
    more.
    """
    move = move_checked(actor=actor, request=request, action=Action.APPROVE)
    if actor.pk in {request.author_id, request.submitted_by_id}:
        raise NotAllowed(_("Another person than the author has to approve this request. Ask a colleague."))
    now = timezone.now()
    # Held until the document is frozen: what a colleague writes into the case meanwhile is not in it, nor half of it.
    request.case = Case.objects.select_for_update().get(pk=request.case_id)
    if seen and seen != context_digest(request, now=now):
        raise Conflict(
            _("The request changed while you were reading, for example in its case. Read it again, then approve.")
        )
    _refuse_incomplete(request, now, _("The request is not complete any more. Return it to its author."))
    move_make(actor=actor, request=request, move=move, now=now, changes={"approved_by": actor})
    document_issue(actor=actor, request=request, now=now)
    notices.cancel(request=request, now=now)
    notices.approved(request=request, by=actor, now=now)
    return request


def _refuse_incomplete(request: Request, now: datetime, sentence: str) -> None:
    """Invalid naming each duty that is not met: the facts and the offences may have changed in the case."""
    errors: dict[str, list[str]] = {}
    for duty in completeness_of(request, now=now).missing:
        errors.setdefault(duty.field, []).append(f"{duty.message} (Art. {duty.article})")
    if errors:
        raise Invalid(errors, sentence)
