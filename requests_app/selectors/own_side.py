"""Whom of the requesting authority one may write to: those who still belong to it and may open the case.

Nobody, of a request that was registered: the portal does not know who asked.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from contacts.models import Membership
from contacts.roles import Permission
from mla_portal.accounts.models import User
from requests_app.models import CaseUserObjectPermission, Request, Transmission
from requests_app.selectors.recipients import Recipient, person, reachable


class OwnSide:
    """The officers and the supervisors behind these requests, read once."""

    def __init__(self, requests: Iterable[Request]) -> None:
        rows = list(requests)
        asking = {row.requesting_authority_id for row in rows}
        self._senders: dict[UUID, User] = {
            sent.request_id: sent.sent_by
            for sent in Transmission.objects.filter(request__in=rows).select_related("sent_by").order_by("sent_at")
        }
        officers = {row.author_id for row in rows} | {sender.pk for sender in self._senders.values()}
        members = Membership.objects.filter(authority__in=asking, user__in=officers, until__isnull=True)
        self._members = set(members.values_list("user_id", "authority_id"))
        self._named: dict[UUID, set[UUID]] = defaultdict(set)
        sealed = CaseUserObjectPermission.objects.filter(
            content_object__in={row.case_id for row in rows if row.case and row.case.sealed}
        )
        for case_id, user_id in sealed.values_list("content_object_id", "user_id"):
            self._named[case_id].add(user_id)
        named = set().union(*self._named.values())
        self._held: dict[tuple[int, str], list[User]] = defaultdict(list)
        for row in reachable(asking, Permission.SUPERVISE, Permission.SEND).filter(
            Q(permission__codename=Permission.SUPERVISE) | Q(user__in=named)
        ):
            self._held[row.content_object_id, row.permission.codename].append(row.user)

    def officer(self, request: Request) -> list[Recipient]:
        """Who sent it, and before that its author; nobody when they may not be told any more."""
        return self.still(request, self._senders.get(request.pk, request.author))

    def author_and_sender(self, request: Request) -> list[Recipient]:
        return self.still(request, request.author, self._senders.get(request.pk, request.author))

    def still(self, request: Request, *people: User) -> list[Recipient]:
        """Those of `people` who may be told, each once."""
        return [person(one) for one in dict.fromkeys(people) if self._may_be_told(one, request)]

    def supervisors(self, request: Request) -> list[Recipient]:
        """Of a sealed case those named on it; when no supervisor is, the officers who are."""
        if request.case is None:
            return []
        supervisors = self._held[request.requesting_authority_id, Permission.SUPERVISE]
        officers = self._held[request.requesting_authority_id, Permission.SEND]
        if request.case.sealed:
            supervisors = self._named_of(supervisors, request) or self._named_of(officers, request)
        return [person(one) for one in supervisors]

    def _named_of(self, people: list[User], request: Request) -> list[User]:
        return [one for one in people if one.pk in self._named[request.own_case.pk]]

    def _may_be_told(self, user: User, request: Request) -> bool:
        return (
            request.case is not None
            and user.is_active
            and bool(user.email)
            and (user.pk, request.requesting_authority_id) in self._members
            and (not request.case.sealed or user.pk in self._named[request.case.pk])
        )
