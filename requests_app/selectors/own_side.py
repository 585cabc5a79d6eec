"""Whom of the requesting authority one may write to: those who still belong to it and may open the case.

Nobody, of a request that was registered: the portal does not know who asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from contacts.models import Membership
from contacts.roles import Permission
from mla_portal.accounts.models import User
from mla_portal.many import among
from requests_app.models import CaseUserObjectPermission, Transmission
from requests_app.selectors.parties import Parties
from requests_app.selectors.recipients import Recipient, person, reachable
from requests_app.selectors.stand_ins import StandIns


class OwnSide:
    """The officers and the supervisors behind these requests, read once; of who is absent, whoever stands in."""

    def __init__(self, requests: Iterable[Parties], stand_ins: StandIns | None = None) -> None:
        rows = list(requests)
        asking = {row.requesting for row in rows}
        self._stand_ins = stand_ins or StandIns(asking, now=timezone.now())
        nobodys = among(row.pk for row in rows if not row.person)
        sent = Transmission.objects.filter(request__in=nobodys).order_by("sent_at")
        self._senders = {str(key): by for key, by in sent.values_list("request_id", "sent_by_id")}
        officers = {row.author for row in rows} | set(self._senders.values())
        officers |= {row.person for row in rows if row.person}
        self._people = User.objects.in_bulk(officers)
        members = Membership.objects.filter(authority__in=asking, user__in=officers, until__isnull=True)
        self._members = set(members.values_list("user_id", "authority_id"))
        self._named: dict[str, set[UUID]] = defaultdict(set)
        sealed = CaseUserObjectPermission.objects.filter(content_object__in={row.case for row in rows if row.sealed})
        for case_id, user_id in sealed.values_list("content_object_id", "user_id"):
            self._named[str(case_id)].add(user_id)
        named = set().union(*self._named.values())
        self._held: dict[tuple[int, str], list[User]] = defaultdict(list)
        for row in reachable(asking, Permission.SUPERVISE, Permission.SEND).filter(
            Q(permission__codename=Permission.SUPERVISE) | Q(user__in=named)
        ):
            self._held[row.content_object_id, row.permission.codename].append(row.user)

    def sender(self, request: Parties) -> UUID:
        """Who is responsible; of one that is nobody's who sent it, and before that its author."""
        return request.person or self._senders.get(request.pk, request.author)

    def officer(self, request: Parties) -> list[Recipient]:
        """Who is responsible, or the sender; nobody when they may not be told any more."""
        return self.still(request, self.sender(request))

    def author_and_sender(self, request: Parties) -> list[Recipient]:
        return self.still(request, request.author, self.sender(request))

    def supervisors(self, request: Parties) -> list[Recipient]:
        """Of a sealed case those named on it; when no supervisor is, the officers who are."""
        if request.case is None:
            return []
        supervisors = self._held[request.requesting, Permission.SUPERVISE]
        officers = self._held[request.requesting, Permission.SEND]
        if request.sealed:
            supervisors = self._named_of(supervisors, request) or self._named_of(officers, request)
        return [person(self._there(one, request)) for one in supervisors]

    def still(self, request: Parties, *people: UUID) -> list[Recipient]:
        """Those of `people` who may be told, each once."""
        found = [self._people[one] for one in dict.fromkeys(people)]
        return [person(self._there(one, request)) for one in found if self._may_be_told(one, request)]

    def _there(self, user: User, request: Parties) -> User:
        """Whoever stands in, if they may be told; of a sealed case only somebody named on it may."""
        stands_in = self._stand_ins.of(request.requesting, user)
        return stands_in if not request.sealed or self._named_of([stands_in], request) else user

    def _named_of(self, people: list[User], request: Parties) -> list[User]:
        return [one for one in people if request.case and one.pk in self._named[request.case]]

    def _may_be_told(self, user: User, request: Parties) -> bool:
        return (
            request.case is not None
            and user.is_active
            and bool(user.email)
            and (user.pk, request.requesting) in self._members
            and (not request.sealed or user.pk in self._named[request.case])
        )
