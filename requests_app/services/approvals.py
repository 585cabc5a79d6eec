"""Approvals of long documents: the press is kept, a worker makes the document, and only then is it approved."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Refusal
from mla_portal.outbox.nudge import nudge
from requests_app.models import ApprovalWish, Making, Request
from requests_app.selectors.cautions import reading_digest
from requests_app.selectors.document_context import document_context
from requests_app.services import notices
from requests_app.services.review import approval_checked, request_approve, request_lock

# Beyond either, making the document takes longer than anybody should wait for a page (docs/documents.md).
MOST_IDENTIFIERS = 60
MOST_TEXT = 60_000  # characters of its data
TASK = "requests_app.tasks.approvals_work"
# Longer than the task may run: whoever took it is dead by then.
LEASE = timedelta(seconds=200)
MOST_TRIES = 3
# An approval takes effect soon after somebody pressed, or not at all.
LIFETIME = timedelta(hours=1)

log = logging.getLogger(__name__)


def is_large(request: Request) -> bool:
    """Whether its document is made by a worker."""
    if request.identifiers.count() > MOST_IDENTIFIERS:
        return True
    return len(document_context(request, now=timezone.now()).to_json()) > MOST_TEXT


@transaction.atomic
def approval_ask(*, actor: User, request: Request, seen: str = "") -> ApprovalWish:
    """Keep that `actor` approves what they read (`seen`), for a worker to make the document. A second press finds the
    first. Refuses what `request_approve` refuses before it makes the document.
    """
    request_lock(request)
    now = timezone.now()
    approval_checked(actor=actor, request=request, seen=seen, now=now)
    wish, is_new = ApprovalWish.objects.get_or_create(
        request=request,
        ended_at=None,
        defaults={"by": actor, "at": now, "seen": seen or reading_digest(request, now=now)},
    )
    if is_new:
        _record(wish, Verb.APPROVAL_ASKED, now, actor=actor, seen=wish.seen)
        transaction.on_commit(lambda: nudge(TASK))
    return wish


def approval_make_next() -> bool:
    """Take the oldest press and approve what it was for, or say why not. False when none waits.

    Any number may run at once. Killed at any point, it is taken up again after `LEASE`; the move and the end of the
    press are one transaction, so that nothing is approved twice.
    """
    wish = _claim(timezone.now())
    if wish is None:
        return False
    with translation.override(wish.by.language):
        refusal = _fulfil(wish)
        if refusal:
            _drop(wish, refusal)
    return True


def _claim(now: datetime) -> ApprovalWish | None:
    free = Q(taken_at__isnull=True) | Q(taken_at__lt=now - LEASE)
    with transaction.atomic():
        rows = ApprovalWish.objects.select_for_update(skip_locked=True, of=("self",)).select_related("by")
        wish = rows.filter(free, ended_at__isnull=True).order_by("at").first()
        if wish is not None:
            ApprovalWish.objects.filter(pk=wish.pk).update(taken_at=now, tries=F("tries") + 1)
    return wish


def _fulfil(wish: ApprovalWish) -> str:
    """Approve it; else the sentence that says why not."""
    if timezone.now() - wish.at > LIFETIME:
        return _("It was not made within an hour. Read the request again, then approve.")
    if wish.tries >= MOST_TRIES:
        return _("It could not be made in %(times)d attempts. Tell the administrator of the portal.") % {
            "times": MOST_TRIES
        }
    related = ("case", "requesting_authority__jurisdiction", "requested_authority__jurisdiction", "author")
    request = Request.objects.select_related(*related).get(pk=wish.request_id)

    def told(making: Making, pages: int) -> None:
        ApprovalWish.objects.filter(pk=wish.pk, ended_at__isnull=True).update(making=making, pages=pages)

    try:
        request_approve(actor=wish.by, request=request, seen=wish.seen, told=told)
    except Refusal as refusal:
        return refusal.message
    except Exception:
        log.exception("The document of %s could not be made", request.pk)
        return _("It could not be made. Tell the administrator of the portal.")
    return ""


@transaction.atomic
def _drop(wish: ApprovalWish, refusal: str) -> None:
    now = timezone.now()
    is_open = ApprovalWish.objects.filter(pk=wish.pk, ended_at__isnull=True)
    if is_open.update(ended_at=now, refusal=refusal):
        _record(wish, Verb.APPROVAL_DROPPED, now)
        notices.approval_dropped(request=wish.request, to=wish.by, why=refusal, now=now)


def _record(wish: ApprovalWish, verb: Verb, now: datetime, *, actor: User | None = None, **data: str) -> None:
    event_record(chain=f"request:{wish.request_id}", verb=verb, actor=actor, data=data, at=now)
