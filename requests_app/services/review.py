"""Submitting, returning and approving a request: four eyes before anything leaves the house."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.errors import Conflict, NotAllowed
from requests_app.models import Case, Making, Request
from requests_app.selectors.cautions import directory_cautions_of, reading_digest
from requests_app.selectors.document_context import context_digest, document_context
from requests_app.services import notices
from requests_app.services.documents import Told, document_issue, document_render, told_nobody
from requests_app.services.duties import refuse_incomplete
from requests_app.services.inputs import required_text
from requests_app.services.moves import move_checked, move_make
from requests_app.states import Action
from templates_app.printable import require_printable


@transaction.atomic
def request_submit(*, actor: User, request: Request) -> Request:
    """Hand a complete draft to those who approve, as it stands: the digest of what it says is kept.

    Raises Invalid naming each duty that is not met, and each character that the document cannot print.
    """
    request_lock(request)
    move = move_checked(actor=actor, request=request, action=Action.SUBMIT)
    now = timezone.now()
    refuse_incomplete(request, now, _("The request is not complete. Answer what is missing, then submit again."))
    require_printable(document_context(request, now=now))
    changes = {"submitted_by": actor, "submitted_digest": context_digest(request, now=now), "reason": ""}
    move_make(actor=actor, request=request, move=move, now=now, changes=changes)
    notices.submitted(request=request, now=now)
    return request


@transaction.atomic
def request_return(*, actor: User, request: Request, reason: str) -> Request:
    """Send a request back to its author, with a reason; from review, or after approval as long as it is not sent."""
    request_lock(request)
    move = move_checked(actor=actor, request=request, action=Action.RETURN)
    now = timezone.now()
    changes: dict[str, Any] = {
        "reason": required_text(reason, "reason", _("Say what has to be changed before it can be approved.")),
        "approved_by": None,
        "approved_cautions": [],
        "submitted_by": None,
    }
    move_make(actor=actor, request=request, move=move, now=now, changes=changes)
    wishes_end(request, now, refusal=_("The request was returned to its author meanwhile."))
    notices.cancel(request=request, now=now)
    notices.returned(request=request, by=actor, now=now)
    return request


def request_approve(*, actor: User, request: Request, seen: str = "", told: Told = told_nobody) -> Request:
    """Approve, and freeze the document exactly as it was submitted.

    Raises NotAllowed for the author and for whoever submitted it: approval is by another person. Raises Conflict when
    what it says has changed since it was submitted (in its case, say), or since the approver read it (`seen`, the
    `reading_digest` of that). The document is rendered before anything is locked, and stored only if it still fits.
    What the directory says against it is kept with the approval, which is given in knowledge of that. `told` hears how
    far the document has come, outside of transactions.
    """
    now = timezone.now()
    approval_checked(actor=actor, request=request, seen=seen, now=now)
    cautions = [one.about for one in directory_cautions_of(request, now=now)]
    rendering = document_render(actor=actor, request=request, now=now, told=told)
    told(Making.FREEZING, rendering.pdf.pages)
    with transaction.atomic():
        request_lock(request)
        # Held until the document is frozen: what a colleague writes into the case meanwhile is not in it.
        request.case = Case.objects.select_for_update(no_key=True).get(pk=request.own_case.pk)
        move = move_checked(actor=actor, request=request, action=Action.APPROVE)
        digest = context_digest(request, now=now)
        if digest != rendering.digest:
            raise _read_again()
        _refuse_changed(request, digest)
        changes = {"approved_by": actor, "approved_cautions": cautions}
        move_make(actor=actor, request=request, move=move, now=now, changes=changes)
        document_issue(actor=actor, request=request, rendering=rendering, now=now)
        wishes_end(request, now)
        notices.cancel(request=request, now=now)
        notices.approved(request=request, by=actor, now=now)
    return request


def approval_checked(*, actor: User, request: Request, seen: str, now: datetime) -> None:
    """Raises what `request_approve` says it does, for all that can be known before the document is made."""
    move_checked(actor=actor, request=request, action=Action.APPROVE)
    if actor.pk in {request.author_id, request.submitted_by_id}:
        raise NotAllowed(_("Another person than the author has to approve this request. Ask a colleague."))
    if seen and seen != reading_digest(request, now=now):
        raise _read_again()
    _refuse_changed(request, context_digest(request, now=now))


def request_lock(request: Request) -> None:
    """Take the row, and read it anew: what was read before the lock may be a colleague's yesterday."""
    related = ("case", "requesting_authority__jurisdiction", "requested_authority__jurisdiction", "author")
    rows = Request.objects.select_for_update(of=("self",)).select_related(*related)
    request.refresh_from_db(from_queryset=rows)


def wishes_end(request: Request, now: datetime, *, refusal: str = "") -> None:
    """A worker that is still at its document finds that somebody was first."""
    request.approval_wishes.filter(ended_at__isnull=True).update(ended_at=now, refusal=refusal)


def _read_again() -> Conflict:
    return Conflict(
        _(
            "The request changed while you were reading, for example in its case, or what the directory says of it."
            " Read it again, then approve."
        )
    )


def _refuse_changed(request: Request, digest: str) -> None:
    if digest != request.submitted_digest:
        raise Conflict(
            _(
                "What the request says has changed since it was submitted, for example in its case. Return it to its"
                " author, who reads it and submits it again."
            )
        )
