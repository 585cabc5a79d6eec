"""The register of use of what was handed over, and what the two sides ask each other about it."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from contacts.days import day_in
from mla_portal.accounts.models import User
from requests_app.access import cases_visible_to, sides_of
from requests_app.models import Case, Disclosure, DisclosureQuestion, DisclosureUse, QuestionTopic, Request
from requests_app.selectors.contract import not_here
from requests_app.selectors.disclosures import may_answer, may_hand_over
from requests_app.states import Side


def require_key(raw: str) -> UUID:
    """A key as a form sends it; NotFound for what is none."""
    try:
        return UUID(raw)
    except ValueError:
        raise not_here() from None


def uses_of(user: User, request: Request, disclosure: Disclosure) -> QuerySet[DisclosureUse]:
    """The register, oldest first: of the requesting side alone, and of another case only who may see that case."""
    if Side.REQUESTING not in sides_of(user, request):
        raise not_here()
    found = disclosure.uses.filter(Q(case=request.case_id) | Q(case__in=cases_visible_to(user)))
    return found.select_related("by", "case").order_by("id")


def questions_of(disclosure: Disclosure) -> QuerySet[DisclosureQuestion]:
    return disclosure.questions.select_related("by", "answered_by", "case").order_by("id")


def get_question(disclosure: Disclosure, pk: UUID) -> DisclosureQuestion:
    found = questions_of(disclosure).filter(pk=pk).first()
    if found is None:
        raise not_here()
    return found


def consented(disclosure: Disclosure, case: Case) -> bool:
    """Whether the other side consented to the use in this case."""
    return disclosure.questions.filter(topic=QuestionTopic.OTHER_CASE, case=case, granted=True).exists()


def refusal_to_use(disclosure: Disclosure, request: Request, case: Case) -> str:
    """Why the delivery may not be used in the case; empty where it may (Art. 28(2)(b))."""
    if request.is_registered:
        return _("The requester is outside the portal, and keeps its own register of use.")
    if not disclosure.is_open:
        return _("What is not open is not used. Accept the conditions first.")
    bound = disclosure.binds and disclosure.no_other_use and case.pk != request.case_id
    if bound and not consented(disclosure, case):
        return _(
            "The conditions allow no use in another case (Art. 28(2)(b)). Ask the other side for its consent first."
        )
    return ""


def may_reply(user: User, request: Request, question: DisclosureQuestion) -> bool:
    if question.answered_at is not None:
        return False
    asks_use = question.topic == QuestionTopic.USE
    return may_answer(user, request) if asks_use else may_hand_over(user, request)


def cases_offered(user: User, request: Request) -> list[Case]:
    """Other cases of the own authority, the newest first; a few of them."""
    found = cases_visible_to(user).filter(authority=request.requesting_authority_id).exclude(requests=request)
    return list(found.order_by("-id")[:100])


def register_text(disclosure: Disclosure, request: Request) -> str:
    """What the register answers to an enquiry under 28(4): each use with its day. Other cases are not named."""
    zone = request.requesting_authority.jurisdiction.time_zone
    lines = []
    for use in disclosure.uses.order_by("id"):
        own = use.case_id == request.case_id
        where = _("in the case of the request") if own else _("in another case, with your consent")
        if not own and not consented(disclosure, use.case):
            where = _("in another case")
        lines.append(f"{day_in(zone, use.at).isoformat()}: {use.purpose} ({where})")
    return "\n".join(lines) or _("It was not used until now.")
