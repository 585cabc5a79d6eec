"""The same matter twice: by the requester's number, or because two requests look for the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import md5
from uuid import UUID

from django.db.models import OuterRef, Q, QuerySet
from django.db.models.functions import MD5
from django.utils.translation import gettext as _

from contacts.models import Authority
from mla_portal.accounts.models import User
from requests_app.access import received_rule, requests_visible_to
from requests_app.kinds.base import Caution, GivenIdentifier
from requests_app.models import Identifier, Request
from requests_app.selectors.answers import given_identifier, given_identifiers

# Two logs of one connection seldom show the same second.
SAME_TIME = timedelta(hours=1)
# Of a long list it is enough to know that there are more.
SHOWN = 20


@dataclass(frozen=True, kw_only=True)
class Shared:
    """Another request, and the values that both look for; `at_once` where the times of one of them overlap too."""

    request: Request
    values: tuple[str, ...]
    at_once: bool


def same_reference(user: User, *, sender: Authority, addressee: Authority, reference: str) -> list[Request]:
    """Those that this requester has already sent to the authority under the same number."""
    if not reference:
        return []
    registered = Q(registered_at__isnull=False, sender_reference=reference)
    through_the_portal = Q(registered_at__isnull=True, reference=reference)
    found = Request.objects.filter(received_rule(user), registered | through_the_portal)
    rows = found.filter(requesting_authority=sender, requested_authority=addressee)
    return list(rows.select_related("requesting_authority", "requested_authority").order_by("-id")[:SHOWN])


def shared_with(user: User, request: Request) -> list[Shared]:
    """The other requests that this person may see and that look for the same, newest first."""
    return sharing(user, given_identifiers(request), but=request.pk)


def sharing(user: User, given: Sequence[GivenIdentifier], *, but: UUID | None = None) -> list[Shared]:
    """As `shared_with`, for identifiers that stand in no request yet."""
    visible = Request.objects.filter(pk__in=requests_visible_to(user).values("pk"))
    if but is not None:
        visible = visible.exclude(pk=but)
    found: dict[UUID, list[Identifier]] = {}
    wanted_values = {(one.type, one.value) for one in given}
    for row in same_values(given).filter(request__in=visible).order_by("-request_id")[: SHOWN * 50]:
        if (row.type, row.value) in wanted_values:
            found.setdefault(row.request_id, []).append(row)
    wanted = list(found)[:SHOWN]
    related = ("requesting_authority__jurisdiction", "requested_authority__jurisdiction")
    requests = Request.objects.select_related(*related).in_bulk(wanted)
    return [_shared(requests[pk], found[pk], given) for pk in wanted]


def same_values(given: Iterable[GivenIdentifier]) -> QuerySet[Identifier]:
    """The identifiers of the same type and value, of all requests there are: for a caller that knows who may see them.

    Values are kept in one form, so equal means the same. By the index `identifier_by_value`, of hashes: who relies on
    it compares the values too.
    """
    within = Q(pk__in=[])
    by_type: dict[str, set[str]] = {}
    for one in given:
        by_type.setdefault(one.type, set()).add(one.value)
    for type_, values in by_type.items():
        hashes = [md5(value.encode(), usedforsecurity=False).hexdigest() for value in sorted(values)]
        within |= Q(type=type_, hashed__in=hashes)
    return Identifier.objects.alias(hashed=MD5("value")).filter(within)


def duplicate_cautions(request: Request, shared: Iterable[Shared]) -> list[Caution]:
    """Of those `shared_with` it: others look for the same at the same time. What belongs to the same case is no news
    to its officers.
    """
    found = [one for one in shared if one.at_once and one.request.case_id != request.case_id]
    if not found:
        return []
    references = ", ".join(one.request.reference for one in found)
    message = _("The same is looked for in: %(references)s. Read these first.") % {"references": references}
    return [Caution("duplicate", "", message, field="identifiers")]


def same_value_in(requests: QuerySet[Request]) -> QuerySet[Identifier]:
    """As `same_values`, for the identifier of an outer query."""
    hashed = Identifier.objects.alias(hashed=MD5("value"))
    same = hashed.filter(type=OuterRef("type"), hashed=MD5(OuterRef("value")), value=OuterRef("value"))
    return same.filter(request__in=requests)


def overlap(one: GivenIdentifier, other: GivenIdentifier) -> bool:
    """Whether the times of both meet; an identifier without a time is meant at any."""
    if one.at is None or other.at is None:
        return True
    return one.at - SAME_TIME <= _end(other, other.at) and other.at - SAME_TIME <= _end(one, one.at)


def _end(one: GivenIdentifier, start: datetime) -> datetime:
    return one.until or start


def _shared(request: Request, rows: list[Identifier], given: Sequence[GivenIdentifier]) -> Shared:
    others = [given_identifier(row) for row in rows]
    at_once = any(
        overlap(one, other) for one in given for other in others if (one.type, one.value) == (other.type, other.value)
    )
    return Shared(request=request, values=tuple(dict.fromkeys(one.value for one in others)), at_once=at_once)
