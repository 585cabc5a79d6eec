"""The notices that moves owe: written down in the transaction of the move, made by a worker, none lost, none twice."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from mla_portal.accounts.models import User
from mla_portal.errors import Invalid, Refusal
from mla_portal.outbox.nudge import nudge
from requests_app.models import Acknowledgement, Decision, Disclosure, Document, NoticeOwed, Question, Request
from requests_app.models.owed import WITHDRAWAL
from requests_app.selectors.disclosed_paths import path_of
from requests_app.selectors.notice_context import Named, Words, notice_context, notice_revision
from requests_app.selectors.notice_deliveries import of_delivery
from requests_app.selectors.notice_words import of_acknowledgement, of_decision, of_question
from requests_app.selectors.withdrawal_context import withdrawal_context
from requests_app.services.notice_documents import notice_freeze, notice_make
from requests_app.services.notice_sending import notice_deliver
from templates_app.context import RequestDocument
from templates_app.notice import AnyDocument, Notice, NoticeDocument
from templates_app.printable import Unprintable, require_printable

TASK = "requests_app.tasks.notices_owed_make"
# More than any document takes; a worker that died leaves its notice to another after it.
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=3), timedelta(hours=1)

log = logging.getLogger(__name__)


def acknowledgement_owe(given: Acknowledgement) -> None:
    """In the name of who gave it; on a link that is a name and a function, and no account."""
    words, request = of_acknowledgement(given), given.request
    if given.by is not None:
        notice_owe(actor=given.by, request=request, cause=given.pk, words=words, now=given.at)
        return
    person = Named(name=given.by_name, function=given.by_function)
    context = notice_context(request, kind=words.kind, actor=person, now=given.at, **words.said)
    _require_printable(context, words.typed)
    _owe(context, actor=None, request=request, cause=given.pk, now=given.at)


def decision_owe(decision: Decision) -> None:
    """Nothing where the officer who asked wrote it down for an authority outside the portal: no act in its name."""
    if not decision.recorded:
        words = of_decision(decision)
        notice_owe(actor=decision.by, request=decision.request, cause=decision.pk, words=words, now=decision.at)


def question_owe(question: Question, *, actor: User) -> None:
    """As `decision_owe`."""
    request = question.request
    if request.is_registered or request.requested_authority.member:
        words = of_question(question)
        notice_owe(actor=actor, request=request, cause=question.pk, words=words, now=question.opened_at)


def delivery_owe(disclosure: Disclosure, *, now: datetime) -> None:
    """In the name of who handed it over; as `decision_owe`. A path that waits for its conditions is checked by now."""
    words = None if disclosure.recorded else of_delivery(disclosure)
    if words is None:
        return
    request, by = disclosure.request, disclosure.by
    context = notice_context(request, kind=words.kind, actor=by, now=now, **words.said)
    _require_printable(context, words.typed)
    if words.kind is not Notice.PATH_DISCLOSURE or disclosure.is_open:
        _owe(context, actor=by, request=request, cause=disclosure.pk, now=now)


def path_owe(disclosure: Disclosure, *, now: datetime) -> None:
    """The notice of a path that a decision about its conditions has opened: only now who asked may read it."""
    if path_of(disclosure) is not None and disclosure.is_open:
        delivery_owe(disclosure, now=now)


def withdrawal_owe(request: Request, *, actor: User, now: datetime) -> None:
    """Nothing where the receiving authority wrote it down, or a notice of withdrawal is withdrawn itself."""
    if not request.is_registered and request.kind != WITHDRAWAL:
        context = withdrawal_context(request, actor=actor, now=now)
        _require_printable(context, {"reason": "reason"})
        _owe(context, actor=actor, request=request, cause=request.pk, now=now)


def notice_owe(*, actor: User, request: Request, cause: UUID, words: Words, now: datetime) -> NoticeOwed:
    """Fix what the notice says, and leave the rest to a worker. In the transaction of the move.

    Raises Invalid when what the person typed cannot be printed: now it can still be written another way.
    """
    context = notice_context(request, kind=words.kind, actor=actor, now=now, **words.said)
    _require_printable(context, words.typed)
    return _owe(context, actor=actor, request=request, cause=cause, now=now)


def translation_owe(context: NoticeDocument, *, of: Document, actor: User, now: datetime) -> NoticeOwed:
    """The next revision of a notice, with translations. In a transaction that has the request."""
    _require_printable(context, {"translations": ""})
    return _owe(context, actor=actor, request=of.request, cause=of.pk, now=now)


def _owe(context: AnyDocument, *, actor: User | None, request: Request, cause: UUID, now: datetime) -> NoticeOwed:
    owed = NoticeOwed.objects.create(
        request=request,
        kind=context.kind,
        cause=cause,
        context=context.to_json(),
        by=actor,
        at=now,
        next_attempt_at=now,
    )
    transaction.on_commit(partial(nudge, TASK))
    return owed


def notices_owed_make(*, now: datetime, limit: int = 100) -> int:
    """Make what is due, one by one; how many. May run any number of times at once. Not in a transaction.

    One that cannot be made keeps the reason and is tried again, at last once an hour.
    """
    made = 0
    for _number in range(limit):
        owed = _claim(now)
        if owed is None:
            break
        try:
            made += _make(owed)
        except Refusal as refusal:
            NoticeOwed.objects.filter(pk=owed.pk, document=None).update(last_error=str(refusal)[:2000])
            log.error("The notice %s of %s cannot be made: %s", owed.kind, owed.request.reference, refusal)
    return made


def _claim(now: datetime) -> NoticeOwed | None:
    with transaction.atomic():
        due = NoticeOwed.objects.filter(document=None, next_attempt_at__lte=now).order_by("next_attempt_at", "id")
        owed = due.select_for_update(skip_locked=True).first()
        if owed is None:
            return None
        pause: timedelta = FIRST_PAUSE * 2 ** min(owed.attempts, 10)
        owed.attempts += 1
        owed.next_attempt_at = now + min(pause, LONGEST_PAUSE)
        owed.save(update_fields=["attempts", "next_attempt_at"])
        return owed


def _make(owed: NoticeOwed) -> bool:
    """Render outside, then keep the document, send it to whoever is outside the portal and mark it made, in one
    transaction. False where somebody was faster.
    """
    request, now = owed.request, timezone.now()
    read = RequestDocument if owed.kind == WITHDRAWAL else NoticeDocument
    context = replace(read.from_json(owed.context), revision=notice_revision(request, owed.kind))
    made = notice_make(request=request, context=context, now=now, signs=owed.by is not None)
    with transaction.atomic():
        locked = NoticeOwed.objects.select_for_update(of=("self",)).get(pk=owed.pk)
        if locked.document_id is not None:
            return False
        locked.document = notice_freeze(actor=owed.by, request=request, made=made, now=now)
        notice_deliver(document=locked.document, now=now)
        locked.last_error = ""
        locked.save(update_fields=["document", "last_error"])
    return True


def _require_printable(context: AnyDocument, typed: dict[str, str]) -> None:
    """What others wrote stands in no way of the move: the worker says what is wrong with it."""
    try:
        require_printable(context)
    except Unprintable as refusal:
        errors: dict[str, list[str]] = {}
        for path, sentences in refusal.errors.items():
            field = typed.get(path, typed.get(path.partition(".")[0]))
            if field is not None:
                errors.setdefault(field, []).extend(sentences)
        if errors:
            raise Invalid(errors) from refusal
