"""Deliveries that wait for the requesting side: for an answer to their conditions, or for somebody to open them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from requests_app.models import Disclosure, DisclosureAction, DisclosureStep, Request
from requests_app.models.disclosures import GIVABLE

_STEPS = DisclosureStep.objects.filter(disclosure=OuterRef("pk"))
_CONDITIONAL = Q(confidential=True) | Q(no_other_use=True) | ~Q(condition="")
# as `Disclosure.state` and `waits_to_be_opened` say of one of them
UNANSWERED = _CONDITIONAL & ~Exists(_STEPS)
_OPEN = ~_CONDITIONAL | Exists(_STEPS.filter(action__in=[DisclosureAction.ACCEPT, DisclosureAction.GIVE]))
UNOPENED = _OPEN & Q(given_by="", opening__isnull=True)


@dataclass(frozen=True, kw_only=True)
class Waiting:
    """How many deliveries of a request wait, and for what."""

    unanswered: int
    unopened: int


def has_results_waiting() -> Q:
    """Of requests: what was closed or withdrawn waits no more."""
    waiting = Disclosure.objects.filter(UNANSWERED | UNOPENED, request=OuterRef("pk"))
    return Q(Exists(waiting), status__in=GIVABLE, case__isnull=False)


def results_waiting_of(requests: Collection[Request | UUID]) -> dict[UUID, Waiting]:
    """Of those requests of one's own that have any; one query however many there are."""
    keys = [one.pk if isinstance(one, Request) else one for one in requests]
    found: QuerySet[Disclosure] = Disclosure.objects.filter(
        request__in=keys, request__status__in=GIVABLE, request__case__isnull=False
    )
    counted = found.filter(UNANSWERED | UNOPENED).order_by().values("request")
    numbers = counted.annotate(unanswered=Count("pk", filter=UNANSWERED), unopened=Count("pk", filter=UNOPENED))
    return {row["request"]: Waiting(unanswered=row["unanswered"], unopened=row["unopened"]) for row in numbers}
