"""Cases as lists and pages show them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from contacts.access import authorities_of
from mla_portal.accounts.models import User
from requests_app.access import cases_visible_to
from requests_app.models import Case, CaseUserObjectPermission, Request
from requests_app.selectors.shown_answers import shown_case


def listed_cases(user: User, q: str = "") -> QuerySet[Case]:
    """Those the reader may open, with `request_count`; `q` is looked for in number and title. Newest first by `-id`."""
    counted = Request.objects.filter(case=OuterRef("pk")).order_by().values("case").annotate(number=Count("pk"))
    found = cases_visible_to(user).select_related("authority").defer("facts")
    if q:
        found = found.filter(Q(reference__icontains=q) | Q(title__icontains=q))
    return found.annotate(request_count=Coalesce(Subquery(counted.values("number")), 0))


def named_people(case: Case) -> QuerySet[User]:
    """The colleagues for whom the case opens although it is sealed."""
    rows = CaseUserObjectPermission.objects.filter(content_object=case, permission__codename="open_sealed")
    return User.objects.filter(pk__in=rows.values("user_id")).order_by("name")


def members_of(case: Case) -> QuerySet[User]:
    """Whoever can be named on a case: the people of its authority."""
    members = User.objects.filter(
        memberships__authority=case.authority, memberships__until__isnull=True, is_active=True
    )
    return members.order_by("name").distinct()


def belongs_to_several(user: User) -> bool:
    return authorities_of(user).count() > 1


def same_case(user: User, answers: Mapping[str, Any]) -> Case | None:
    """The case that this person opened with exactly these answers: a second click finds what the first one made."""
    mine = cases_visible_to(user).filter(created_by=user, reference=answers.get("reference", ""))
    return next((case for case in mine if shown_case(case) == answers), None)
