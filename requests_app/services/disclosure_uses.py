"""The use of what was handed over, and the questions about it (Art. 28(2)(b) and (4))."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from mla_portal.accounts.models import User
from mla_portal.audit.services import event_record
from mla_portal.audit.verbs import Verb
from mla_portal.errors import Conflict, Invalid, NotAllowed
from requests_app.models import Case, Disclosure, DisclosureQuestion, DisclosureUse, QuestionTopic, Request
from requests_app.selectors.disclosure_uses import get_question, may_reply, refusal_to_use, register_text
from requests_app.selectors.disclosures import get_disclosure, may_answer, may_hand_over
from requests_app.services import notices
from requests_app.services.disclosures import acting
from requests_app.services.inputs import optional_text, required_text
from requests_app.services.measures import require_executing
from requests_app.states import Side


@transaction.atomic
def use_record(
    *, actor: User, request: Request, disclosure: Disclosure, purpose: object, case: Case | None = None
) -> DisclosureUse:
    """Enter into the register what the delivery was used for, in the case of the request unless another is named.

    Raises Conflict while it is shut, and for another case that the conditions do not allow without consent.
    """
    disclosure = get_disclosure(actor, request, disclosure.pk)
    require_receiving(actor, request)
    said = required_text(purpose, "purpose", _("Say what it was used for."), 2000)
    # A consent that is being recorded is waited for.
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if request.is_registered:
        raise Conflict(_("The requester is outside the portal, and keeps its own register of use."))
    where = case or request.own_case
    refusal = refusal_to_use(disclosure, request, where)
    if refusal:
        raise Conflict(refusal)
    use = DisclosureUse.objects.create(disclosure=disclosure, case=where, purpose=said, by=actor, at=timezone.now())
    _record(disclosure, Verb.DISCLOSURE_USED, actor, use=str(use.pk), case=str(where.pk))
    return use


@transaction.atomic
def use_enquire(*, actor: User, request: Request, disclosure: Disclosure, text: object) -> DisclosureQuestion:
    """Ask what use was made of what was given under conditions (28(4)). Conflict where no condition binds."""
    disclosure = get_disclosure(actor, request, disclosure.pk)
    require_executing(actor, request)
    if not disclosure.binds:
        raise Conflict(_("Article 28(4) is about conditions that were accepted. None binds here."))
    said = optional_text(text, "text", 2000) or _("What use was made of the material? (Art. 28(4))")
    return _ask(actor, request, disclosure, QuestionTopic.USE, said, None)


@transaction.atomic
def consent_ask(
    *, actor: User, request: Request, disclosure: Disclosure, case: Case, text: object
) -> DisclosureQuestion:
    """Ask to use it in another case. The other side reads `text`, and never sees the case."""
    disclosure = get_disclosure(actor, request, disclosure.pk)
    require_receiving(actor, request)
    said = required_text(text, "text", _("Say for which other proceedings: the other side reads this alone."), 2000)
    if not (disclosure.binds and disclosure.no_other_use) or case.pk == request.case_id:
        raise Conflict(_("No condition forbids this use: enter it into the register."))
    return _ask(actor, request, disclosure, QuestionTopic.OTHER_CASE, said, case)


@transaction.atomic
def question_answer(
    *,
    actor: User,
    request: Request,
    disclosure: Disclosure,
    question: DisclosureQuestion,
    text: object = "",
    granted: object = None,
) -> DisclosureQuestion:
    """Answer, once. An enquiry about use without `text` is answered by the register; consent is given or not."""
    disclosure = get_disclosure(actor, request, disclosure.pk)
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    question = get_question(disclosure, question.pk)
    if question.answered_at is not None:
        raise Conflict(_("This was answered already. Load the page again and read the answer."))
    if not may_reply(actor, request, question):
        raise NotAllowed(_("The other side answers this, or your role does not let you. Ask your supervisor."))
    said = optional_text(text, "text", 10_000)
    consent = question.topic == QuestionTopic.OTHER_CASE
    if consent and not isinstance(granted, bool):
        raise Invalid({"granted": [_("Say whether the use is consented to.")]})
    question.answer = said if consent else said or register_text(disclosure, request)
    question.granted = granted if consent and isinstance(granted, bool) else None
    question.answered_by, question.answered_at = actor, timezone.now()
    question.save(update_fields=["answer", "granted", "answered_by", "answered_at"])
    side = Side.REQUESTED if consent else Side.REQUESTING
    _tell(actor, request, disclosure, question, Verb.DISCLOSURE_ANSWERED, side)
    return question


def require_receiving(actor: User, request: Request) -> None:
    if not may_answer(actor, request):
        raise NotAllowed(_("This is for who drafts or sends for the requesting authority."))


def require_part(actor: User, request: Request) -> None:
    """NotAllowed for who decides on neither side."""
    if not (may_answer(actor, request) or may_hand_over(actor, request)):
        raise NotAllowed(_("Your role lets you read this, and not write here. Ask your supervisor."))


def _ask(
    actor: User, request: Request, disclosure: Disclosure, topic: QuestionTopic, text: str, case: Case | None
) -> DisclosureQuestion:
    Request.objects.select_for_update(of=("self",), no_key=True).get(pk=request.pk)
    if disclosure.questions.filter(topic=topic, case=case, answered_at__isnull=True).exists():
        raise Conflict(_("This was asked already, and waits for its answer."))
    question = DisclosureQuestion.objects.create(
        disclosure=disclosure, topic=topic, text=text, case=case, by=actor, at=timezone.now()
    )
    side = Side.REQUESTED if topic == QuestionTopic.USE else Side.REQUESTING
    _tell(actor, request, disclosure, question, Verb.DISCLOSURE_ASKED, side)
    return question


def _tell(
    actor: User, request: Request, disclosure: Disclosure, question: DisclosureQuestion, verb: Verb, side: Side
) -> None:
    data = {"question": str(question.pk), "topic": question.topic, "by_side": acting(request, side).value}
    _record(disclosure, verb, actor, **data)
    other = Side.REQUESTED if side is Side.REQUESTING else Side.REQUESTING
    what = "asked" if verb is Verb.DISCLOSURE_ASKED else "answered"
    notices.disclosure_changed(disclosure=disclosure, what=what, to=other, now=timezone.now())


def _record(disclosure: Disclosure, verb: Verb, actor: User, **data: str) -> None:
    event_record(
        chain=f"request:{disclosure.request_id}",
        verb=verb,
        actor=actor,
        data={"disclosure": str(disclosure.pk), "number": disclosure.number, **data},
        at=timezone.now(),
    )
