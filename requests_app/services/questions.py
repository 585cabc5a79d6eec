"""Asking who asked: a clarification, or the consultation of Article 29(6), which wants a decision.

While one is open, the clocks that wait for the requested authority stand still: the message that asks stops them
(`question_clocks`), the answer that is recorded here lets them run on.
"""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid
from requests_app.access import require
from requests_app.models import DeadlineKind, Means, Message, Question, Request, Topic
from requests_app.models.questions import Verdict
from requests_app.selectors.messages import authority_at, is_heard, speaking_side
from requests_app.selectors.questions import askable
from requests_app.services.deadlines import deadline_close, deadlines_lock, deadlines_resume
from requests_app.services.inputs import optional_text, required_choice, required_text
from requests_app.services.measures import require_executing
from requests_app.services.messages import message_record, message_send
from requests_app.services.owed_notices import question_owe
from requests_app.services.withdrawals import request_withdraw
from requests_app.states import AT_WORK, Side, Status

ASKED = (Topic.CLARIFICATION, Topic.CONSULTATION)
DECISIONS = (Verdict.PROCEED, Verdict.WITHDRAW)
LONGEST = 8000


@transaction.atomic
def question_ask(*, actor: User, request: Request, topic: object, text: object) -> Question:
    """Ask the requesting authority; of an outsider, what it asked is recorded. One of each topic is open at a time.

    Raises Conflict where nothing may be asked now, Invalid for a topic that does not fit the kind of request.
    """
    require_executing(actor, request)
    request = _locked(request)
    chosen = Topic(required_choice(topic, "topic", ASKED))
    words = required_text(text, "text", _("Write what you need to know, or what you fear."), LONGEST)
    if chosen not in askable(request):
        raise _not_askable(request, chosen)
    now = timezone.now()
    message = _say(actor, request, Side.REQUESTED, words, chosen)
    question = Question.objects.create(request=request, topic=chosen, asked=message, opened_at=now)
    question_owe(question, actor=actor)
    _record(actor, question, Verb.QUESTION_ASKED)
    return question


@transaction.atomic
def question_answer(*, actor: User, question: Question, text: object = "", decision: object = None) -> Question:
    """Answer a clarification with words, a consultation with a decision: `proceed`, or `withdraw` and why.

    To withdraw withdraws the request itself. Raises Conflict when it was answered before.
    """
    request = _locked(question.request)
    at = request.requested_authority if request.is_registered else request.requesting_authority
    require(actor, Permission.ACKNOWLEDGE if request.is_registered else Permission.SEND, at)
    question = Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    if question.closed_at is not None:
        raise Conflict(_("This question is over: %(how)s.") % {"how": question.get_verdict_display()})
    verdict, words = _verdict(question, text, decision)
    now = timezone.now()
    question.answer = _say(actor, request, Side.REQUESTING, words, Topic(question.topic))
    question.verdict, question.closed_by, question.closed_at = verdict, actor, now
    question.save(update_fields=["answer", "verdict", "closed_by", "closed_at"])
    deadline_close(
        request=request, kind=DeadlineKind.CLARIFICATION_REPLY, subject=question.asked_id, reason=verdict.value, now=now
    )
    _record(actor, question, Verb.QUESTION_ANSWERED, verdict=verdict.value)
    if verdict is Verdict.WITHDRAW:
        request_withdraw(actor=actor, request=request, reason=words)
    elif request.status != Status.POSTPONED and not request.questions.filter(closed_at__isnull=True).exists():
        deadlines_resume(request=request, owed_by=Side.REQUESTED, now=now)
    return question


def _verdict(question: Question, text: object, decision: object) -> tuple[Verdict, str]:
    if question.topic == Topic.CLARIFICATION:
        if decision not in (None, "", Verdict.ANSWERED):
            raise Invalid({"decision": [_("A clarification is answered, not decided.")]})
        return Verdict.ANSWERED, required_text(text, "text", _("Write the answer."), LONGEST)
    verdict = Verdict(required_choice(decision, "decision", DECISIONS))
    if verdict is Verdict.WITHDRAW:
        return verdict, required_text(text, "text", _("Say why it is withdrawn: the other side reads it."), 2000)
    return verdict, optional_text(text, "text", LONGEST) or _("Execute it nevertheless.")


def _not_askable(request: Request, topic: Topic) -> Exception:
    if request.status not in AT_WORK:
        return Conflict(
            _("Questions are asked from the acknowledgement on, until the answer. The request is now “%(status)s”.")
            % {"status": request.get_status_display()}
        )
    if request.questions.filter(topic=topic, closed_at__isnull=True).exists():
        return Conflict(_("Such a question is open already. Wait for its answer, or add a message."))
    return Invalid({"topic": [_("Article 29(6) is about preserving data: ask this as a clarification.")]})


def _say(actor: User, request: Request, side: Side, text: str, topic: Topic) -> Message:
    """As a message where both sides hear each other here, else as the record of what was said outside."""
    if speaking_side(actor, request) is side and is_heard(request, side):
        return message_send(actor=actor, request=request, text=text, topic=topic)
    return message_record(
        actor=actor,
        request=request,
        text=text,
        said_by=authority_at(request, side).name,
        said_at=timezone.now(),
        means=Means.OTHER,
        side=side,
        topic=topic,
    )


def _locked(request: Request) -> Request:
    deadlines_lock(request)
    rows = Request.objects.select_for_update(of=("self",), no_key=True)
    related = ("case", "requesting_authority", "requested_authority__jurisdiction")
    return rows.select_related(*related).get(pk=request.pk)


def _record(actor: User, question: Question, verb: Verb, **data: str) -> None:
    event_record(
        chain=f"request:{question.request_id}",
        verb=verb,
        actor=actor,
        data={"question": str(question.pk), "topic": question.topic, **data},
        at=question.closed_at or question.opened_at,
    )
